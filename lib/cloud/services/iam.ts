import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { percentEncode } from '../percent-encoding.ts'
import { ask, type AskOptions, Flag, flagOf, Id, Text, textOf } from './ask.ts'

/** A project of the account. The default project of a region is named after the region. */
export type Project = {
  readonly id: string
  readonly name: string
  readonly domainId: string | undefined
  readonly parentId: string | undefined
  readonly isEnabled: boolean
}

const Projects = z.looseObject({
  projects: z.array(z.looseObject({ id: Id, name: z.string(), domain_id: Text, parent_id: Text, enabled: Flag })),
})

/** The account's projects; by name where one is given. The project kept for object storage is left out. */
export async function listProjects(
  cloud: Cloud,
  filter: { readonly name?: string } = {},
  options?: AskOptions,
): Promise<Project[]> {
  const query = { name: filter.name }
  const call = { service: 'iam', method: 'GET', path: '/v3/projects', query, api: 'iam.listProjects' } as const
  return projectsIn(await ask(cloud, call, Projects, options))
}

const projectsIn = ({ projects }: z.output<typeof Projects>): Project[] =>
  projects
    .filter(({ name }) => name !== 'MOS')
    .map((row) => ({
      id: String(row.id),
      name: row.name,
      domainId: textOf(row.domain_id),
      parentId: textOf(row.parent_id),
      isEnabled: row.enabled === undefined || flagOf(row.enabled),
    }))

/**
 * The projects that the caller may use, whatever its rights: which also tells whether the cloud takes its key, and whose
 * it is.
 *
 * Source: IAM API reference, "Querying the List of Projects Accessible to Users" (`GET /v3/auth/projects`).
 */
export async function listUsableProjects(cloud: Cloud, options?: AskOptions): Promise<Project[]> {
  const call = { service: 'iam', method: 'GET', path: '/v3/auth/projects', api: 'iam.listAuthProjects' } as const
  return projectsIn(await ask(cloud, call, Projects, options))
}

/** A delegation of rights: CPH acts through one named `cph_admin_trust`. */
export type Agency = {
  readonly id: string
  readonly name: string
  readonly trustDomainName: string | undefined
  readonly trustDomainId: string | undefined
}

const Agencies = z.looseObject({
  agencies: z.array(z.looseObject({ id: Id, name: z.string(), trust_domain_name: Text, trust_domain_id: Text })),
})

/**
 * The agencies of an account (`domainId`), by exact name where one is given.
 *
 * Source: IAM API reference, "Listing Agencies". Needs the right to see agencies: CloudError with status 403 otherwise.
 */
export async function listAgencies(
  cloud: Cloud,
  filter: { readonly domainId: string; readonly name?: string },
  options?: AskOptions,
): Promise<Agency[]> {
  const query = { domain_id: filter.domainId, name: filter.name }
  const path = '/v3.0/OS-AGENCY/agencies'
  const call = { service: 'iam', method: 'GET', path, query, api: 'iam.listAgencies' } as const
  const { agencies } = await ask(cloud, call, Agencies, options)
  return agencies
    .filter(({ name }) => filter.name === undefined || name === filter.name)
    .map((row) => ({
      id: String(row.id),
      name: row.name,
      trustDomainName: textOf(row.trust_domain_name),
      trustDomainId: textOf(row.trust_domain_id),
    }))
}

/** A permission that an agency carries. `displayName` is the known one: `VPC FullAccess`. */
export type AgencyRole = { readonly id: string; readonly name: string; readonly displayName: string | undefined }

const Roles = z.looseObject({ roles: z.array(z.looseObject({ id: Id, name: Text, display_name: Text })) })

/**
 * What an agency may do in one project or account-wide.
 *
 * Source: IAM API reference, "Querying Permissions of an Agency for a Region-specific Project" and "… for a Global
 * Service Project".
 */
export async function listAgencyRoles(
  cloud: Cloud,
  agencyId: string,
  place: { readonly projectId: string } | { readonly domainId: string },
  options?: AskOptions,
): Promise<AgencyRole[]> {
  const owner =
    'projectId' in place ? `projects/${percentEncode(place.projectId)}` : `domains/${percentEncode(place.domainId)}`
  const path = `/v3.0/OS-AGENCY/${owner}/agencies/${percentEncode(agencyId)}/roles`
  const call = { service: 'iam', method: 'GET', path, api: 'iam.listAgencyRoles' } as const
  const { roles } = await ask(cloud, call, Roles, options)
  return roles.map((row) => ({
    id: String(row.id),
    name: textOf(row.name) ?? '',
    displayName: textOf(row.display_name),
  }))
}
