import type { ErrorObject } from 'ajv/dist/2020.js'
import { schemaOf } from '../../contract.ts'
import { CloudError } from '../../gateway/cloud-error.ts'

/** ResizeServerBody of the contract. */
export type ResizeServerBody = {
  resize: {
    flavorRef: string
    dedicated_host_id?: string
    mode?: 'withStopServer'
    extendparam?: { isAutoPay?: 'true' | 'false' }
    cpu_options?: { 'hw:cpu_threads'?: 1 | 2 }
    force?: boolean
  }
  dry_run?: boolean
  force?: boolean
}

export const resizeServerBody = schemaOf<ResizeServerBody>('ecs', 'ResizeServerBody')

type Servers = { servers: { id: string }[] }

/** ServerActionBody of the contract: exactly one of the two. */
export type ServerActionBody = { 'os-start'?: Servers; 'os-stop'?: Servers & { type?: 'SOFT' | 'HARD' } }

export const serverActionBody = schemaOf<ServerActionBody>('ecs', 'ServerActionBody')

/** 400 Ecs.0005 that names the first bad member. */
export function refuseBody(issues: ErrorObject[]): CloudError {
  const [issue] = issues
  const missing = issue?.keyword === 'required' ? String(issue.params['missingProperty']) : ''
  const extra = issue?.keyword === 'additionalProperties' ? String(issue.params['additionalProperty']) : ''
  const field = [...(issue?.instancePath ?? '').split('/'), missing, extra].filter(Boolean).join('.')
  return ecsError('Ecs.0005', `The request body is illegal: ${field || 'body'} ${issue?.message ?? 'is invalid'}.`)
}

const statuses: Record<string, number> = { 'Ecs.0067': 403, 'Ecs.0114': 404, 'Ecs.0603': 501 }

/** A refusal with the status that the vendor's table gives its code: 400 unless it says otherwise. */
export const ecsError = (code: string, message: string): CloudError =>
  new CloudError(statuses[code] ?? 400, code, message)
