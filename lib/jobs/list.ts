import { sql } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import { jobServices } from '../cloud/services/cloud-job.ts'
import type { Context } from '../context.ts'
import { cutPage, type Order } from '../db/keyset.ts'
import { cloudJob } from '../db/mirror-schema.ts'
import { countOf, pageOf, type Place } from '../db/places.ts'
import { tokensOf } from '../filter-tokens.ts'
import { freshnessOf } from '../inventory/freshness.ts'
import type { SizedWindow, Total, UncountedPage } from '../page.ts'
import type { JobFilter } from './filter.ts'
import { jobListing, wantedJobs } from './narrow.ts'
import type { JobRow } from './queries.ts'
import { jobOrders, readJobs, selectJobs } from './read.ts'

/** The jobs of the accounts the person may read, newest first unless sorted otherwise; counted as `listOrders` says. */
export async function listJobs(ctx: Context, filter: JobFilter & SizedWindow): Promise<UncountedPage<JobRow>> {
  const accounts = readableAccounts(ctx, filter.account)
  const [{ rows, total }, asOf] = await Promise.all([
    readJobPage(ctx, accounts, filter),
    freshnessOf(ctx.db, 'jobs', accounts),
  ])
  return { ...cutPage(rows, filter), total, asOf }
}

/** One page of the jobs of `accounts`, one row more than it holds where there are more. */
export async function readJobPage(ctx: Context, accounts: string[], filter: JobFilter & SizedWindow) {
  if (accounts.length === 0) return { rows: [], total: { count: 0, isExact: true } }
  const order = jobOrders[filter.sort]
  const wanted = wantedJobs(accounts, filter)
  return await pageOf(ctx.db, jobListing, wanted, {
    order,
    window: filter,
    read: async (places) => await readPlaces(ctx, places, order),
  })
}

/** How many jobs of the accounts the person may read the filter lets through. */
export const countJobs = (ctx: Context, filter: JobFilter): Promise<Total> =>
  countJobsOf(ctx, readableAccounts(ctx, filter.account), filter)

/** How many jobs of `accounts` the filter lets through. */
export async function countJobsOf(ctx: Context, accounts: string[], filter: JobFilter): Promise<Total> {
  if (accounts.length === 0) return { count: 0, isExact: true }
  return await countOf(ctx.db, jobListing, wantedJobs(accounts, filter))
}

/** The jobs of these places, in their order. */
async function readPlaces(ctx: Context, places: Place[], order: Order) {
  if (places.length === 0) return []
  const list = (name: string) => sql.param(places.map((row) => row[name]))
  const those = sql`(${cloudJob.accountId}, ${cloudJob.service}, ${cloudJob.jobId}) in (
    select * from unnest(${list('account_id')}::uuid[], ${list('service')}::text[], ${list('job_id')}::text[]))`
  const rows = await readJobs(ctx, await selectJobs(ctx, those, order))
  const nth = new Map(places.map((row, index) => [`${row['account_id']} ${row['service']} ${row['job_id']}`, index]))
  const at = ({ account, service, jobId }: JobRow) => nth.get(`${account.id} ${service} ${jobId}`) ?? 0
  return rows.toSorted((a, b) => at(a) - at(b))
}

/** These jobs as lists show them, whoever asks, in no order. Which service a job is of need not be known. */
export async function readJobRows(
  ctx: Pick<Context, 'db'>,
  those: readonly { account: string | undefined; jobId: string }[],
): Promise<JobRow[]> {
  if (those.length === 0) return []
  const [accounts, ids] = [those.map(({ account }) => account), those.map(({ jobId }) => jobId)]
  // Each by its whole key: a part of it would be looked for among all jobs of the account.
  const found = await selectJobs(
    ctx,
    sql`(${cloudJob.accountId}, ${cloudJob.service}, ${cloudJob.jobId}) in (
      select account_id, service, job_id
      from unnest(${sql.param(accounts)}::uuid[], ${sql.param(ids)}::text[]) as told (account_id, job_id)
      cross join unnest(${sql.param([...jobServices])}::text[]) as service)`,
  )
  return await readJobs(ctx, found)
}

/** The accounts whose jobs the person may read; only those of `account`, a token, where it names any. */
export function readableAccounts({ actor }: Context, account: string): string[] {
  const readable = accountsWith(actor, 'job:read')
  const asked = tokensOf(account)
  return asked.length === 0 ? readable : readable.filter((each) => asked.includes(each))
}
