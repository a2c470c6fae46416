import { and, inArray, sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { orderTally } from '../db/tally-schema.ts'

/** How many orders of `accounts` have one of these statuses of the billing service. */
export async function countOrders(db: Queryable, accounts: string[], statuses: readonly number[]): Promise<number> {
  if (accounts.length === 0) return 0
  const [found] = await db
    .select({ orders: sql`coalesce(sum(${orderTally.orders}), 0)`.mapWith(Number) })
    .from(orderTally)
    .where(and(inArray(orderTally.accountId, accounts), inArray(orderTally.status, [...statuses])))
  return found?.orders ?? 0
}
