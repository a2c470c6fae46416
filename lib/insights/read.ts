import { and, eq, inArray, sql } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import type { Queryable } from '../db/client.ts'
import { request } from '../db/schema.ts'
import { orderTally } from '../db/tally-schema.ts'
import { freshnessOf } from '../inventory/freshness.ts'
import { waitingAges, waitingAgeNames } from '../requests/waiting-age.ts'
import { readBudgets } from './budgets.ts'
import { readDurations } from './durations.ts'
import type { InsightsFilter } from './filter.ts'
import { billingDay, periodsOf } from './periods.ts'
import type { Insights } from './queries.ts'
import { readSpend } from './spend.ts'

const dayMs = 86_400_000

/** How far back the jobs began whose durations are counted, in days. */
const durationDays = 90

/** What the pictures show, over one account or all that the person may read. */
export async function readInsights(ctx: Context, { account, span }: InsightsFilter): Promise<Insights> {
  const { db, clock, actor } = ctx
  const readable = (permission: 'order:read' | 'job:read' | 'request:read') =>
    accountsWith(actor, permission).filter((id) => account === undefined || id === account)
  const orders = readable('order:read')
  const now = clock.now()
  const since = billingDay(new Date(now.getTime() - durationDays * dayMs))
  const today = billingDay(now)
  const [spend, budgets, statuses, durations, waiting, asOf] = await Promise.all([
    readSpend(db, orders, periodsOf(span, today)),
    readBudgets(db, orders, today),
    readStatuses(db, orders),
    readDurations(db, readable('job:read'), since),
    readWaiting(db, readable('request:read')),
    freshnessOf(db, 'orders', orders),
  ])
  return { spend, budgets, statuses, durations, durationsFrom: since, waiting, asOf }
}

async function readStatuses(db: Queryable, accounts: string[]): Promise<Insights['statuses']> {
  if (accounts.length === 0) return []
  return await db
    .select({ status: orderTally.status, orders: sql`sum(${orderTally.orders})`.mapWith(Number) })
    .from(orderTally)
    .where(inArray(orderTally.accountId, accounts))
    .groupBy(orderTally.status)
    .having(sql`sum(${orderTally.orders}) > 0`)
    .orderBy(orderTally.status)
}

async function readWaiting(db: Queryable, accounts: string[]): Promise<Insights['waiting']> {
  const hours = sql`extract(epoch from clock_timestamp() - ${request.createdAt}) / 3600`
  const [found] =
    accounts.length === 0
      ? []
      : await db
          .select({
            counts: sql<number[]>`array[${sql.join(
              waitingAgeNames.map((age) => {
                const { from, to } = waitingAges[age]
                return sql`count(*) filter (where ${hours} >= ${from} ${to === undefined ? sql`` : sql`and ${hours} < ${to}`})`
              }),
              sql`, `,
            )}]::int[]`,
          })
          .from(request)
          .where(and(inArray(request.accountId, accounts), eq(request.state, 'awaiting_approval')))
  return waitingAgeNames.map((age, index) => ({ age, requests: found?.counts[index] ?? 0 }))
}
