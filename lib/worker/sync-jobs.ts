import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { jobStates } from '../jobs/job-state.ts'
import type { AccountReads } from '../inventory/reads.ts'
import type { WorkerDeps } from './deps.ts'
import { lookAtDesktopJobs } from './sync-desktop-jobs.ts'
import { lookAtPhoneJobs } from './sync-phone-jobs.ts'
import { lookAtServerJobs } from './sync-server-jobs.ts'
import type { Look, Looked, Looking } from './sync-look.ts'

/** A job that has not ended. */
const OpenJob = z.object({
  service: z.enum(['cph', 'workspace', 'ecs']),
  job_id: z.string(),
  state: z.enum(jobStates),
  cloud_kind: z.string().nullable(),
  resource_id: z.string(),
  cloud_request_id: z.string().nullable(),
  /** The ids of its parts that have not ended. */
  open_parts: z.array(z.string()),
  ended_parts: z.coerce.number(),
  /** Whether its resource is known to be busy. */
  is_busy: z.boolean(),
})
export type OpenJob = z.output<typeof OpenJob>

/** What the look at the jobs of one service is given. */
export type JobEyes = Looking & { deps: WorkerDeps; reads: AccountReads; jobs: readonly OpenJob[] }

/**
 * All jobs of the account until they end, also when their request is closed or there is none: many to a call where the
 * service can, so that a thousand that run cost some fifty calls.
 */
export const jobsLook: Look = { look: lookAtJobs, moves: hasMovingJobs }

async function lookAtJobs(deps: WorkerDeps, looking: Looking): Promise<Looked> {
  await completeJobs(deps, looking.accountId)
  const open = await openJobs(deps, looking.accountId)
  const reads = await deps.reads(looking.accountId)
  const of = (service: OpenJob['service']): JobEyes => ({
    ...looking,
    deps,
    reads,
    jobs: open.filter((job) => job.service === service),
  })
  // What fails in one service says nothing about the others.
  const looks = await Promise.allSettled([
    lookAtPhoneJobs(of('cph')),
    lookAtDesktopJobs(of('workspace')),
    lookAtServerJobs(of('ecs')),
  ])
  for (const look of looks) if (look.status === 'rejected') throw look.reason
  return { pace: (await hasMovingJobs(deps, looking.accountId)) ? 'soon' : 'rest' }
}

/** A job that still runs after two days hangs: it is looked at with the rest. */
async function hasMovingJobs({ db }: WorkerDeps, accountId: string): Promise<boolean> {
  const { rowCount } = await db.execute(sql`
    select from cloud_job where account_id = ${accountId} and state in ('running', 'waiting_payment')
      and started_at > clock_timestamp() - interval '2 days' limit 1`)
  return rowCount === 1
}

/** A job knows its order and the call that began it, once these are known here. */
async function completeJobs({ db }: WorkerDeps, accountId: string): Promise<void> {
  await db.execute(sql`
    update cloud_job j set order_id = coalesce(j.order_id, l.order_id),
      cloud_request_id = coalesce(j.cloud_request_id, a.cloud_request_id)
    from request r
    left join order_link l on l.request_id = r.id
    left join attempt a on a.request_id = r.id and a.state = 'accepted'
    where j.account_id = ${accountId} and j.request_id = r.id and j.state in ('running', 'waiting_payment', 'unknown')
      and (j.order_id is null and l.order_id is not null or j.cloud_request_id is null and a.cloud_request_id is not null)`)
}

/**
 * Those that may still say something else. One that waits for a payment says the same until its order moves, and for ever
 * when that is cancelled (ecs.md §4); one that nobody knows any more is given up after two weeks.
 */
async function openJobs({ db }: WorkerDeps, accountId: string): Promise<OpenJob[]> {
  const { rows } = await db.execute(sql`
    select j.service, j.job_id, j.state, j.cloud_kind, j.resource_id, j.cloud_request_id,
      array(select part ->> 'id' from jsonb_array_elements(j.children) as part
        where part ->> 'state' not in ('succeeded', 'failed')) as open_parts,
      (select count(*) from jsonb_array_elements(j.children) as part
        where part ->> 'state' in ('succeeded', 'failed')) as ended_parts,
      coalesce(server.task <> '' or mirror.as_of is null or mirror.as_of < j.started_at, false) as is_busy
    from cloud_job j
    left join ecs_server server on j.service = 'ecs' and server.account_id = j.account_id and server.server_id = j.resource_id
    left join sync_state mirror on mirror.account_id = j.account_id and mirror.kind = 'ecs_servers'
    left join cloud_order o on o.account_id = j.account_id and o.order_id = j.order_id
    where j.account_id = ${accountId} and j.state in ('running', 'waiting_payment', 'unknown')
      and j.started_at > clock_timestamp() - interval '14 days'
      and not (j.state = 'waiting_payment' and o.status in (4, 6))
      and not (j.state = 'unknown' and j.polled_at > clock_timestamp() - interval '5 minutes')
    order by j.polled_at nulls first`)
  return z.array(OpenJob).parse(rows)
}
