import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { JobFilter, jobSorts } from '#lib/jobs/filter.ts'
import { jobGroups } from '#lib/jobs/job-state.ts'
import { listJobs } from '#lib/jobs/list.ts'
import type { Looks } from './time-orders.ts'

type Query = Record<string, string>

async function narrowings({ db }: Context): Promise<Query[]> {
  const { rows } = await db.execute<{ resource: string; job: string }>(
    sql`select resource_id as resource, job_id as job from cloud_job order by job_id limit 1`,
  )
  return [
    {},
    ...[...jobGroups, 'failed,stuck'].map((state) => ({ state })),
    { service: 'ecs' },
    { kind: 'resize-server' },
    { error: 'CPS.0005' },
    { started: '7d' },
    { resource: rows[0]?.resource ?? '' },
    { q: rows[0]?.job.slice(3, 12) ?? '' },
    { state: 'failed', service: 'workspace', error: 'WKS.00211401' },
  ]
}

/** Looks at the jobs in every way that their page offers, sorted each way, `rounds` times: the first page and the next. */
export async function timeJobs(ctx: Context, rounds: number): Promise<Looks> {
  const looks: Looks = new Map()
  for (const narrowing of await narrowings(ctx))
    for (const sort of jobSorts) {
      const read = (after?: string | null) =>
        listJobs(ctx, JobFilter.parse({ ...narrowing, sort, ...(after && { after }) }))
      const { total, older } = await read()
      const ms: number[] = []
      for (let round = 0; round < rounds; round++) {
        const from = performance.now()
        JSON.stringify(await read(round % 2 === 0 ? null : older))
        ms.push(performance.now() - from)
      }
      looks.set(`${new URLSearchParams({ ...narrowing, sort })}`, { found: total.count, ms })
    }
  return looks
}
