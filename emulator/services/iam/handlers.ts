import { utc } from '../../clock.ts'
import { type Call, type Handler, ok, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { Agency, Project } from '../../world/account.ts'
import { regions } from '../../world/world.ts'
import { createTemporaryAccessKey, createToken, showToken } from './tokens.ts'

const ownProjects = (call: Call): Project[] =>
  call.cloud.world.projects.filter((row) => row.domainId === call.caller.domainId)

function listProjects(call: Call): Reply {
  const name = queryText(call, 'name')
  const domainId = queryText(call, 'domain_id')
  const page = queryNumber(call, 'page')
  const perPage = queryNumber(call, 'per_page')
  if ((page === undefined) !== (perPage === undefined))
    throw new CloudError(400, '400', 'page and per_page must be used together')
  const rows = ownProjects(call).filter(
    (row) => (name === undefined || row.name === name) && (domainId === undefined || row.domainId === domainId),
  )
  const start = ((page ?? 1) - 1) * (perPage ?? 0)
  return ok(projectsReply(perPage === undefined ? rows : rows.slice(start, start + perPage)))
}

const projectsReply = (rows: Project[]) => ({
  projects: rows.map((row) => ({
    id: row.id,
    name: row.name,
    domain_id: row.domainId,
    parent_id: row.domainId,
    enabled: true,
    is_domain: false,
    description: '',
    links: { self: `/v3/projects/${row.id}` },
  })),
  links: { self: '/v3/projects', next: null, previous: null },
})

const listAuthProjects = (call: Call): Reply => ok(projectsReply(ownProjects(call)))

function listAuthDomains(call: Call): Reply {
  const { domainId } = call.caller
  const name = call.cloud.world.accounts.find((row) => row.domainId === domainId)?.name ?? ''
  return ok({ domains: [{ id: domainId, name, enabled: true, description: '', links: {} }], links: {} })
}

const regionNames: Record<(typeof regions)[number], { zh: string; en: string }> = {
  'cn-north-4': { zh: '华北-北京四', en: 'CN North-Beijing4' },
  'cn-east-3': { zh: '华东-上海一', en: 'CN East-Shanghai1' },
  'ap-southeast-3': { zh: '亚太-新加坡', en: 'AP-Singapore' },
}

const listRegions = (): Reply =>
  ok({
    regions: regions.map((id) => ({
      id,
      type: 'public',
      description: '',
      parent_region_id: null,
      locales: { 'zh-cn': regionNames[id].zh, 'en-us': regionNames[id].en },
      links: {},
    })),
    links: {},
  })

const getCallerIdentity = ({ caller }: Call): Reply =>
  ok({
    account_id: caller.domainId,
    principal_id: caller.userId,
    principal_urn: `iam::${caller.domainId}:user:${caller.userName}`,
  })

const ownAgencies = (call: Call): Agency[] =>
  call.cloud.world.agencies.filter((row) => row.domainId === call.caller.domainId)

function listAgencies(call: Call): Reply {
  const name = queryText(call, 'name')
  const domainId = queryText(call, 'domain_id')
  if (domainId !== undefined && domainId !== call.caller.domainId)
    throw new CloudError(
      403,
      '403',
      'You are not authorized to perform the requested action: iam:agencies:listAgencies.',
    )
  return ok({
    agencies: ownAgencies(call)
      .filter((row) => name === undefined || row.name === name)
      .map(agencyRow),
  })
}

const showAgency = (call: Call): Reply => ok({ agency: agencyRow(agencyOf(call)) })

function agencyOf(call: Call): Agency {
  const agency = ownAgencies(call).find((row) => row.id === call.params['agency_id'])
  if (agency === undefined) throw new CloudError(404, '404', 'Could not find the agency.')
  return agency
}

const agencyRow = (row: Agency) => ({
  id: row.id,
  name: row.name,
  domain_id: row.domainId,
  trust_domain_id: '',
  trust_domain_name: row.trustDomainName,
  description: row.description,
  duration: 'FOREVER',
  expire_time: null,
  create_time: utc(row.createdAt),
})

/** The service agency holds its roles in all projects, so the other two lists stay empty or inherit. */
const rolesOf = (call: Call): Reply =>
  ok({
    roles: agencyOf(call).roles.map((role) => ({
      id: role.id,
      name: role.name,
      display_name: role.displayName,
      type: 'XA',
      catalog: 'VPC',
    })),
  })

const noRoles = (call: Call): Reply => {
  agencyOf(call)
  return ok({ roles: [] })
}

export const iamHandlers: Record<string, Handler> = {
  CreateToken: createToken,
  ShowToken: showToken,
  CreateTemporaryAccessKey: createTemporaryAccessKey,
  ListProjects: listProjects,
  ListAuthProjects: listAuthProjects,
  ListAuthDomains: listAuthDomains,
  ListRegions: listRegions,
  GetCallerIdentity: getCallerIdentity,
  ListAgencies: listAgencies,
  ShowAgency: showAgency,
  ListDomainRolesOfAgency: noRoles,
  ListProjectRolesOfAgency: rolesOf,
  ListAllProjectsRolesOfAgency: rolesOf,
}
