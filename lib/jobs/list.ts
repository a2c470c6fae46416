import { and, asc, eq, ilike, inArray, or, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { containing, countRows, cutPage, keyset } from '../db/keyset.ts'
import { cloudJob } from '../db/mirror-schema.ts'
import { request } from '../db/schema.ts'
import { within } from '../db/time-range.ts'
import { readTimes, tokensOf } from '../filter-tokens.ts'
import { countMax } from '../page.ts'
import { selectRequests, toRow as toRequestRow } from '../requests/list.ts'
import type { RequestRow } from '../requests/queries.ts'
import type { JobFilter } from './filter.ts'
import { type JobGroup, jobGroups } from './job-state.ts'
import type { JobsPage } from './queries.ts'
import { jobOrders, orderIs, readJobs, runsSince, selectJobs } from './read.ts'
import { usualInterval } from './usual-duration.ts'

const deliveriesMax = 50

/** The jobs of the accounts the person may read, newest first unless sorted otherwise, and the deliveries under way. */
export async function listJobs(ctx: Context, filter: JobFilter): Promise<JobsPage> {
  const accounts = readableAccounts(ctx, filter.account)
  const where = jobsWhere(accounts, filter)
  const order = jobOrders[filter.sort]
  const part = keyset(order, filter)
  const [found, total, deliveries] = await Promise.all([
    selectJobs(ctx, and(where, part.where), order)
      .orderBy(...part.orderBy)
      .limit(part.limit),
    countRows(ctx.db, sql`select 1 from ${cloudJob} where ${where} limit ${countMax + 1}`),
    listDeliveries(ctx, accounts),
  ])
  // Jobs are written while their requests are followed, so the rows are as true as the requests are.
  const asOf = { at: ctx.clock.now().toISOString(), failedAt: null, failure: null }
  return { ...cutPage(await readJobs(ctx, found), filter), total, asOf, deliveries }
}

/** The accounts whose jobs the person may read; only those of `account`, a token, where it names any. */
export function readableAccounts({ actor }: Context, account: string): string[] {
  const readable = accountsWith(actor, 'job:read')
  const asked = tokensOf(account)
  return asked.length === 0 ? readable : readable.filter((each) => asked.includes(each))
}

/** The condition of a filter on `cloud_job`, within `accounts`. */
export function jobsWhere(accounts: string[], filter: JobFilter): SQL | undefined {
  if (accounts.length === 0) return sql`false`
  const { q } = filter
  const kinds = tokensOf(filter.kind)
  return and(
    inArray(cloudJob.accountId, accounts),
    oneOf(cloudJob.service, filter.service),
    kinds.length === 0 ? undefined : or(inArray(cloudJob.kind, kinds), inArray(cloudJob.cloudKind, kinds)),
    oneOf(cloudJob.resourceId, filter.resource),
    oneOf(cloudJob.errorCode, filter.error),
    within(cloudJob.startedAt, readTimes(filter.started)),
    or(...jobGroups.filter((group) => tokensOf(filter.state).includes(group)).map(stateWhere)),
    q === ''
      ? undefined
      : or(ilike(cloudJob.jobId, containing(q)), ilike(cloudJob.resourceId, containing(q)), isPart(q)),
  )
}

function oneOf(column: AnyColumn, token: string): SQL | undefined {
  const values = tokensOf(token)
  return values.length === 0 ? undefined : inArray(column, values)
}

/** A part of the job has this id, or is about the thing of this id. */
const isPart = (id: string): SQL =>
  sql`${cloudJob.children} @> any (array[${JSON.stringify([{ id }])}::jsonb, ${JSON.stringify([{ resourceId: id }])}::jsonb])`

/** The states as they are shown: a job whose order is not paid waits, and one whose order was cancelled will never run. */
function stateWhere(state: JobGroup): SQL | undefined {
  const runs = sql`(${cloudJob.state} = 'running' and not ${orderIs(4, 6)})`
  switch (state) {
    case 'running':
      return runs
    case 'stuck':
      return sql`(${runs} and ${runsSince} < clock_timestamp() - ${usualInterval})`
    case 'waiting_payment':
      return sql`(${cloudJob.state} = 'waiting_payment' and not ${orderIs(4)} or ${cloudJob.state} = 'running' and ${orderIs(6)})`
    case 'cancelled':
      return sql`(${cloudJob.state} in ('running', 'waiting_payment') and ${orderIs(4)})`
    case 'succeeded':
    case 'failed':
    case 'unknown':
      return eq(cloudJob.state, state)
  }
}

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
