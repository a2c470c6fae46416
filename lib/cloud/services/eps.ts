import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { ask, type AskOptions, Id, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByOffset } from './paging.ts'

/** A group of resources for cost and rights. The default one has the id `0`. */
export type EnterpriseProject = {
  readonly id: string
  readonly name: string
  readonly description: string | undefined
  readonly isEnabled: boolean
}

const EnterpriseProjects = z.looseObject({
  total_count: Numeric,
  enterprise_projects: z.array(z.looseObject({ id: Id, name: Text, description: Text, status: Numeric })),
})

/**
 * All enterprise projects that the caller may see; only enabled ones unless asked otherwise. An account without the
 * service answers 403 or with project `0` alone: then show no choice and send nothing.
 */
export const listEnterpriseProjects = (
  cloud: Cloud,
  filter: { readonly withDisabled?: boolean } = {},
  options?: AskOptions,
): Promise<EnterpriseProject[]> =>
  allByOffset(
    'eps',
    1000,
    (project) => project.id,
    async (offset, limit) => {
      const query = { offset, limit, status: filter.withDisabled === true ? undefined : 1 }
      const path = '/v1.0/enterprise-projects'
      const call = { service: 'eps', method: 'GET', path, query, api: 'eps.listEnterpriseProjects' } as const
      const { enterprise_projects, total_count } = await ask(cloud, call, EnterpriseProjects, options)
      const rows = enterprise_projects.map((row) => ({
        id: String(row.id),
        name: textOf(row.name) ?? '',
        description: textOf(row.description),
        isEnabled: numberOf(row.status) === 1,
      }))
      return { rows, total: numberOf(total_count) }
    },
  )
