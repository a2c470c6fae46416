import { sql, type SQL } from 'drizzle-orm'
import { cloudJob } from '../db/mirror-schema.ts'

type Usual = { service: string; kind: string; minutes: number }

/**
 * How long jobs usually take at most, in minutes. `kind` is ours (the operation that began it) or the cloud's.
 *
 * Phone service (cph.md §11): a purchase is up in 20–30 minutes; a switch makes the server anew and is stated nowhere, so
 * it has the same; a change of flavor takes "about 2 minutes", here twice that. Desktop service (workspace.md §6): the
 * limits of the vendor's Terraform provider, 30 minutes to create, 20 to change, 10 to delete. ECS service (ecs.md §5,
 * §7): that provider waits 3 minutes for a change of power and 30 for a resize.
 */
const usual: readonly Usual[] = [
  { service: 'cph', kind: 'switch-phone-server', minutes: 30 },
  { service: 'cph', kind: 'change-phone-flavor', minutes: 4 },
  { service: 'workspace', kind: 'createDesktops', minutes: 30 },
  { service: 'workspace', kind: 'deleteDesktops', minutes: 10 },
  { service: 'ecs', kind: 'startServer', minutes: 3 },
  { service: 'ecs', kind: 'stopServer', minutes: 3 },
  { service: 'ecs', kind: 'rebootServer', minutes: 3 },
]

/** Where nothing is known of the kind: the longest that the vendor's own provider waits in that service. */
const otherwise: Readonly<Record<string, number>> = { cph: 30, workspace: 20, ecs: 30 }
export const longestUsualMinutes = 30

/** The usual duration of a job at most, in minutes. A job that runs for longer is called stuck. */
export function usualMinutes(service: string, kind: string, cloudKind: string | null): number {
  const named = (name: string | null) => usual.find((row) => row.service === service && row.kind === name)
  // The cloud's name is the closer one: it tells stopping from resizing within one operation.
  return (named(cloudKind) ?? named(kind))?.minutes ?? otherwise[service] ?? longestUsualMinutes
}

/** The same as an interval for the row of `cloud_job` that is read. */
export const usualInterval: SQL = sql`make_interval(mins => case ${sql.join(
  [cloudJob.cloudKind, cloudJob.kind].flatMap((column) =>
    usual.map(
      ({ service, kind, minutes }) =>
        sql`when ${cloudJob.service} = ${service} and ${column} = ${kind} then ${minutes}::integer`,
    ),
  ),
  sql` `,
)} ${sql.join(
  Object.entries(otherwise).map(
    ([service, minutes]) => sql`when ${cloudJob.service} = ${service} then ${minutes}::integer`,
  ),
  sql` `,
)} else ${longestUsualMinutes}::integer end)`
