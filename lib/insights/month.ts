import { and, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { orderTally } from '../db/tally-schema.ts'
import { oneOfEachCustomer } from './customers.ts'
import { monthSoFar, type Period } from './periods.ts'

/** What was paid in one currency this month, and in the same days of the month before. */
export type MonthSpend = { currency: string; amountMinor: number; orders: number; beforeMinor: number }

/** The same of one account. */
export type AccountMonthSpend = MonthSpend & { accountId: string }

/** What was paid over `accounts` in the vendor's month of `today`, the largest amount first, once for each customer; unsubscriptions left out. */
export async function spentThisMonth(db: Queryable, accounts: string[], today: string): Promise<MonthSpend[]> {
  const found = await spentByAccount(db, await oneOfEachCustomer(db, accounts), today)
  return [...Map.groupBy(found, ({ currency }) => currency)]
    .map(([currency, rows]) => ({
      currency,
      amountMinor: sum(rows, 'amountMinor'),
      orders: sum(rows, 'orders'),
      beforeMinor: sum(rows, 'beforeMinor'),
    }))
    .toSorted((one, other) => other.amountMinor - one.amountMinor)
}

const sum = (rows: MonthSpend[], of: 'amountMinor' | 'orders' | 'beforeMinor'): number =>
  rows.reduce((total, row) => total + row[of], 0)

/** As `spentThisMonth`, for each account by itself and in no order. */
export async function spentByAccount(db: Queryable, accounts: string[], today: string): Promise<AccountMonthSpend[]> {
  if (accounts.length === 0) return []
  const { now, before } = monthSoFar(today)
  const within = ({ from, to }: Period) => sql`filter (where ${orderTally.paidOn} between ${from} and ${to})`
  const found = await db
    .select({
      accountId: orderTally.accountId,
      currency: orderTally.currency,
      amountMinor: sql`coalesce(sum(${orderTally.spentMinor}) ${within(now)}, 0)`.mapWith(Number),
      orders: sql`coalesce(sum(${orderTally.spentOrders}) ${within(now)}, 0)`.mapWith(Number),
      beforeMinor: sql`coalesce(sum(${orderTally.spentMinor}) ${within(before)}, 0)`.mapWith(Number),
    })
    .from(orderTally)
    .where(and(inArray(orderTally.accountId, accounts), sql`${orderTally.paidOn} between ${before.from} and ${now.to}`))
    .groupBy(orderTally.accountId, orderTally.currency)
  return found.filter(({ orders, beforeMinor }) => orders > 0 || beforeMinor > 0)
}
