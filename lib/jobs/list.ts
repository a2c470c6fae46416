import { and, asc, eq, ilike, inArray, or, sql, type SQL } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { containing, countRows, cutPage, keyOf, keyset, newestFirst } from '../db/keyset.ts'
import { cloudJob } from '../db/mirror-schema.ts'
import { cloudAccount, request } from '../db/schema.ts'
import { countMax } from '../page.ts'
import { selectRequests, toRow as toRequestRow } from '../requests/list.ts'
import type { RequestRow } from '../requests/queries.ts'
import type { JobFilter } from './filter.ts'
import type { JobRow, JobsPage } from './queries.ts'

const deliveriesMax = 50

const listOrder = newestFirst(cloudJob.startedAt, cloudJob.jobId)

/** The jobs of the accounts the person may read, newest first, and the deliveries under way. */
export async function listJobs(ctx: Context, filter: JobFilter): Promise<JobsPage> {
  const readable = accountsWith(ctx.actor, 'job:read')
  const accounts = filter.account === undefined ? readable : readable.filter((id) => id === filter.account)
  const where = jobsWhere(accounts, filter)
  const part = keyset(listOrder, filter)
  const [found, total, deliveries] = await Promise.all([
    selectJobs(ctx, and(where, part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
    countRows(ctx.db, sql`select 1 from ${cloudJob} where ${where} limit ${countMax + 1}`),
    listDeliveries(ctx, accounts),
  ])
  // Jobs are written while their requests are followed, so the rows are as true as the requests are.
  const asOf = { at: ctx.clock.now().toISOString(), failedAt: null, failure: null }
  return { ...cutPage(found.map(toRow), filter), total, asOf, deliveries }
}

function jobsWhere(accounts: string[], { q, state }: JobFilter): SQL | undefined {
  if (accounts.length === 0) return sql`false`
  return and(
    inArray(cloudJob.accountId, accounts),
    state === 'all' ? undefined : eq(cloudJob.state, state),
    q === '' ? undefined : or(ilike(cloudJob.jobId, containing(q)), ilike(cloudJob.resourceId, containing(q))),
  )
}

const selectJobs = ({ db }: Context, where: SQL | undefined) =>
  db
    .select({
      key: keyOf(listOrder),
      job: cloudJob,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
      request: { id: request.id, number: request.number },
    })
    .from(cloudJob)
    .innerJoin(cloudAccount, eq(cloudAccount.id, cloudJob.accountId))
    .leftJoin(request, eq(request.id, cloudJob.requestId))
    .where(where)
    .$dynamic()

const toRow = ({ key, job: it, account, request: linked }: Awaited<ReturnType<typeof selectJobs>>[number]): JobRow => ({
  key,
  jobId: it.jobId,
  account,
  service: it.service,
  kind: it.kind,
  resourceId: it.resourceId,
  state: it.state,
  progress: it.progress,
  errorCode: it.errorCode || null,
  errorMessage: it.errorMessage || null,
  startedAt: it.startedAt.toISOString(),
  endedAt: it.endedAt?.toISOString() ?? null,
  request: linked,
})

/** Paid requests whose resources have not all arrived, the one that waits longest first. */
async function listDeliveries(ctx: Context, accounts: string[]): Promise<RequestRow[]> {
  if (accounts.length === 0) return []
  const found = await selectRequests(
    ctx,
    and(inArray(request.accountId, accounts), inArray(request.state, ['paid', 'provisioning'])),
  )
    .orderBy(asc(request.changedAt))
    .limit(deliveriesMax)
  return found.map(toRequestRow)
}
