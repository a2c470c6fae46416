import { sql } from 'drizzle-orm'
import type { Context } from '#lib/context.ts'
import { jobSorts } from '#lib/jobs/filter.ts'
import { jobGroups } from '#lib/jobs/job-state.ts'
import type { Way } from './compare-ways.ts'
import type { ListWeb } from './list-web.ts'
import { wayOf } from './order-ways.ts'

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

/** Looks at the jobs in every way that their page offers, sorted each way. */
export async function jobWays({ ask }: Pick<ListWeb, 'ask'>, ctx: Context): Promise<Way[]> {
  return (await narrowings(ctx)).flatMap((narrowing) =>
    jobSorts.map((sort) => wayOf(ask, '/api/jobs', { ...narrowing, sort })),
  )
}
