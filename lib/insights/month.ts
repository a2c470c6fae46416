import { and, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { orderTally } from '../db/tally-schema.ts'
import { monthSoFar, type Period } from './periods.ts'

/** What was paid in one currency this month, and in the same days of the month before. */
export type MonthSpend = { currency: string; amountMinor: number; orders: number; beforeMinor: number }

/** What was paid over `accounts` in the vendor's month of `today`, the largest amount first; unsubscriptions left out. */
export async function spentThisMonth(db: Queryable, accounts: string[], today: string): Promise<MonthSpend[]> {
  if (accounts.length === 0) return []
  const { now, before } = monthSoFar(today)
  const within = ({ from, to }: Period) => sql`filter (where ${orderTally.paidOn} between ${from} and ${to})`
  const found = await db
    .select({
      currency: orderTally.currency,
      amountMinor: sql`coalesce(sum(${orderTally.spentMinor}) ${within(now)}, 0)`.mapWith(Number),
      orders: sql`coalesce(sum(${orderTally.spentOrders}) ${within(now)}, 0)`.mapWith(Number),
      beforeMinor: sql`coalesce(sum(${orderTally.spentMinor}) ${within(before)}, 0)`.mapWith(Number),
    })
    .from(orderTally)
    .where(and(inArray(orderTally.accountId, accounts), sql`${orderTally.paidOn} between ${before.from} and ${now.to}`))
    .groupBy(orderTally.currency)
  return found
    .filter(({ orders, beforeMinor }) => orders > 0 || beforeMinor > 0)
    .toSorted((one, other) => other.amountMinor - one.amountMinor)
}
