import { and, asc, eq, sql } from 'drizzle-orm'
import { jobServices, worstOf } from '../cloud/services/cloud-job.ts'
import { readCloudJob } from '../cloud/services/read-cloud-job.ts'
import { cloudJob, cloudOrder } from '../db/mirror-schema.ts'
import { orderLink } from '../db/schema.ts'
import type { WorkerDeps } from './deps.ts'
import { mirrorJobs } from './mirror-jobs.ts'
import { orderStatus } from './pay.ts'
import type { Held } from './take.ts'

export type LinkedJob = {
  state: 'running' | 'waiting_payment' | 'succeeded' | 'failed'
  errorCode?: string
  errorMessage?: string
}

type Row = typeof cloudJob.$inferSelect
type Said = Pick<Row, 'state' | 'errorCode' | 'errorMessage'>

/**
 * The jobs of the request as the cloud has them now, mirrored, as one: it succeeds when all of them do. Undefined where
 * there is none, or none of which the cloud says anything that is known: the resource then tells. Throws CloudError.
 */
export async function readLinkedJob(deps: WorkerDeps, held: Pick<Held, 'id' | 'account_id'>) {
  const rows = await deps.db
    .select()
    .from(cloudJob)
    .where(eq(cloudJob.requestId, held.id))
    .orderBy(asc(cloudJob.startedAt), asc(cloudJob.jobId))
  const said: Said[] = []
  // What has ended stays as it ended.
  for (const row of rows) said.push(hasEnded(row) ? row : await readJob(deps, row))
  return asOne(said, said.some(isWaiting) && (await hasCancelledOrder(deps, held)))
}

const hasEnded = ({ state }: Said): boolean => state === 'succeeded' || state === 'failed'
const isWaiting = ({ state }: Said): boolean => state === 'waiting_payment'

/** Several jobs as one. A job that waits for the payment of a cancelled order waits for ever (ecs.md §4): it has failed. */
export function asOne(said: readonly Said[], isOrderCancelled: boolean): LinkedJob | undefined {
  const state = worstOf(said)
  if (said.length === 0 || state === 'unknown') return undefined
  if (state === 'waiting_payment' && isOrderCancelled) return { state: 'failed' }
  const source = state === 'failed' ? said.find((job) => job.state === 'failed') : undefined
  return {
    state,
    ...(source?.errorCode && { errorCode: source.errorCode }),
    ...(source?.errorMessage && { errorMessage: source.errorMessage }),
  }
}

/** As the round over all jobs of the account has just heard it, or else asked for by itself. */
async function readJob(deps: WorkerDeps, row: Row): Promise<Said> {
  const heardAgoMs = row.polledAt === null ? Infinity : deps.clock.now().getTime() - row.polledAt.getTime()
  if (heardAgoMs < 2 * deps.horizons.pollMs) return row
  const service = jobServices.find((each) => each === row.service)
  if (service === undefined) throw new Error(`The service ${row.service} has no jobs that could be followed`)
  const job = await readCloudJob(await deps.reads(row.accountId), service, row.jobId)
  await mirrorJobs(deps.db, row.accountId, [job])
  return { state: job.state, errorCode: job.errorCode ?? null, errorMessage: job.errorMessage ?? null }
}

async function hasCancelledOrder({ db }: WorkerDeps, held: Pick<Held, 'id' | 'account_id'>): Promise<boolean> {
  const [order] = await db
    .select({ status: cloudOrder.status })
    .from(orderLink)
    .innerJoin(
      cloudOrder,
      and(eq(cloudOrder.orderId, orderLink.orderId), eq(cloudOrder.accountId, sql`${held.account_id}::uuid`)),
    )
    .where(eq(orderLink.requestId, held.id))
  return order?.status === orderStatus.cancelled
}
