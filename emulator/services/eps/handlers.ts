import { utc } from '../../clock.ts'
import { type Call, type Handler, ok, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { EnterpriseProject } from '../../world/account.ts'

const own = (call: Call): EnterpriseProject[] =>
  call.cloud.world.enterpriseProjects.filter((row) => row.domainId === call.caller.domainId)

function listEnterpriseProjects(call: Call): Reply {
  const id = queryText(call, 'id')
  const name = queryText(call, 'name')
  const status = queryNumber(call, 'status')
  const rows = own(call).filter(
    (row) =>
      (id === undefined || row.id === id) &&
      (name === undefined || row.name.includes(name)) &&
      (status === undefined || row.status === status),
  )
  const offset = queryNumber(call, 'offset') ?? 0
  const page = rows.slice(offset, offset + (queryNumber(call, 'limit') ?? 1000))
  return ok({ enterprise_projects: page.map(projectRow), total_count: rows.length })
}

function showEnterpriseProject(call: Call): Reply {
  const row = own(call).find((one) => one.id === call.params['enterprise_project_id'])
  if (row === undefined) throw new CloudError(404, 'EPS.0004', 'The enterprise project does not exist.')
  return ok({ enterprise_project: projectRow(row) })
}

const projectRow = (row: EnterpriseProject) => ({
  id: row.id,
  name: row.name,
  description: row.description,
  status: row.status,
  type: 'prod',
  created_at: utc(row.createdAt),
  updated_at: utc(row.createdAt),
  delete_flag: false,
})

export const epsHandlers: Record<string, Handler> = {
  ListEnterpriseProjects: listEnterpriseProjects,
  ShowEnterpriseProject: showEnterpriseProject,
}
