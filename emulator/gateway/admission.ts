import type { Cloud } from '../cloud.ts'
import type { Operation } from '../contract.ts'
import { isRecord } from '../reading.ts'
import type { Project } from '../world/account.ts'
import type { Caller } from './authenticate.ts'
import { CloudError } from './cloud-error.ts'

/** The project a call is about. Throws 403 for a foreign one and 401 for a token of another one. */
export function projectOf(cloud: Cloud, caller: Caller, projectId: string | undefined): Project {
  const own = cloud.world.projects.filter((project) => project.domainId === caller.domainId)
  if (projectId === undefined) return own[0] ?? { id: '', name: '', domainId: caller.domainId }
  const project = own.find((candidate) => candidate.id === projectId)
  if (project === undefined) throw new CloudError(403, 'APIGW.0310', 'The project is unavailable.')
  if (caller.projectId !== undefined && caller.projectId !== projectId)
    throw new CloudError(401, 'APIGW.0307', 'The token must be updated.')
  return project
}

/** Throws the service's own 403 when the caller lacks the right that the contract names. */
export function checkRights(operation: Operation, caller: Caller): void {
  const { permission } = operation
  const isBilling = operation.service === 'bss'
  if (isBilling && !caller.mayBill) throw denial(operation, permission ?? 'billing:order:view')
  if (!operation.isRead && !caller.mayWrite) throw denial(operation, permission ?? 'write')
}

function denial(operation: Operation, permission: string): CloudError {
  const policy = `Policy doesn't allow ${permission} to be performed.`
  switch (operation.service) {
    case 'bss':
      return new CloudError(403, 'CBC.0151', `Access denied. The correct permission code is ${permission}.`)
    case 'cph':
      return new CloudError(
        403,
        'CPS.0001',
        `You do not have the permission ${permission}, or the token is not of a project.`,
      )
    case 'eps':
      return new CloudError(403, 'EPS.0003', policy)
    case 'ecs':
      return new CloudError(403, 'Pdp.0001', policy)
    case 'workspace':
      return new CloudError(403, 'WKS.00081102', policy)
    case 'iam':
      return new CloudError(403, 'IAM.0003', `You are not authorized to perform the requested action: ${permission}.`)
    case 'vpc':
    case 'eip':
      return new CloudError(403, 'VPC.0002', policy)
    case 'kps':
      return new CloudError(403, 'KPS.0002', policy)
  }
}

/** The declared parameters, with numbers as numbers. Throws 400 with the code the contract gives each parameter. */
export function checkedQuery(operation: Operation, pairs: [name: string, value: string][]): Record<string, unknown> {
  const query: Record<string, unknown> = {}
  for (const { name, errorCode, accept } of operation.parameters) {
    const values = pairs.filter(([given]) => given === name).map(([, value]) => value)
    if (values.length === 0) continue
    const holder: unknown = { value: values.length === 1 ? values[0] : values }
    if (!accept(holder) || !isRecord(holder)) throw new CloudError(400, errorCode, `Parameter: ${name} is invalid.`)
    query[name] = holder['value']
  }
  return query
}
