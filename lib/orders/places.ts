import { and, inArray, like, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { containing } from '../db/keyset.ts'
import { orderClass } from '../db/class-schema.ts'
import { kindNotIn } from '../db/class-test.ts'
import { cloudOrder } from '../db/mirror-schema.ts'
import type { Bounds, Held, Listing, Wanted } from '../db/listing.ts'
import { tokensOf } from '../filter-tokens.ts'
import { countMax } from '../page.ts'
import type { OrderFilter } from './filter.ts'
import { attentionWhere, classTest, rangesOf } from './narrow.ts'

export const orderListing: Listing = {
  table: cloudOrder,
  name: 'cloud_order',
  account: cloudOrder.accountId,
  classKey: cloudOrder.classKey,
  classes: orderClass,
  kinds: [
    orderClass.status,
    orderClass.orderType,
    orderClass.serviceTypeCode,
    orderClass.region,
    orderClass.isOurs,
    orderClass.currency,
  ],
  ids: [cloudOrder.orderId],
  bounds: new Map<AnyColumn, Bounds>([
    [cloudOrder.orderedKey, { low: orderClass.orderedLow, high: orderClass.orderedHigh }],
    [cloudOrder.amountKey, { low: orderClass.amountLow, high: orderClass.amountHigh }],
    [cloudOrder.paidKey, { low: orderClass.paidLow, high: orderClass.paidHigh }],
    [cloudOrder.payUntilKey, { low: orderClass.payUntilLow, high: orderClass.payUntilHigh }],
  ]),
  lag: {
    earlier: cloudOrder.orderedKey,
    later: cloudOrder.paidKey,
    low: orderClass.lagLow,
    high: orderClass.lagHigh,
  },
  // As the migration that makes the indexes writes it (0046_orders_not_completed.sql): Postgres takes them for this alone.
  scarce: {
    where: sql`${cloudOrder.status} <> 5`,
    of: kindNotIn(orderClass.status, [5]) ?? [],
    apart: { by: cloudOrder.payUntilKey, column: cloudOrder.status, kind: orderClass.status },
  },
  heldApart: { by: cloudOrder.orderedKey, column: cloudOrder.personKey },
  held: [cloudOrder.personKey, cloudOrder.orderedKey, cloudOrder.amountKey, cloudOrder.paidKey, cloudOrder.payUntilKey],
}

/** What the filter asks for of the orders of `accounts`. */
export async function wantedOrders(db: Queryable, accounts: string[], filter: OrderFilter): Promise<Wanted> {
  const attention = attentionWhere(filter.attention)
  const people = tokensOf(filter.person)
  const text = await textWhere(db, accounts, filter.q)
  return {
    accounts,
    classes: classTest(filter),
    ranges: rangesOf(filter),
    held: heldBy(people, text?.common),
    few: both(attention, text?.rare),
    look: undefined,
  }
}

function heldBy(people: string[], text: SQL | undefined): Held | undefined {
  const among = { of: cloudOrder.personKey, values: people }
  const where = and(people.length === 0 ? undefined : inArray(cloudOrder.personKey, people), text)
  return where && { where, ...(text === undefined && { among }) }
}

const both = (few: SQL[], rare: SQL | undefined): SQL[] =>
  rare === undefined ? few : few.length === 0 ? [rare] : few.map((each) => sql`(${each} and ${rare})`)

/** Ids that have the text: looked up where there are not too many of them, else met on the way. */
async function textWhere(db: Queryable, accounts: string[], q: string) {
  if (q === '') return undefined
  const pattern = containing(q.toUpperCase())
  const found = sql`search_orders(${pattern}, ${sql.param(accounts)}::uuid[], ${countMax + 1})`
  if (!/[a-z\d]{3}/i.test(q)) return { common: like(cloudOrder.orderId, pattern) }
  const counted = await db.execute<{ count: number }>(sql`select count(*)::integer as count from ${found}`)
  return (counted.rows[0]?.count ?? 0) <= countMax
    ? { rare: sql`(${cloudOrder.accountId}, ${cloudOrder.orderId}) in (select account_id, id from ${found})` }
    : { common: like(cloudOrder.orderId, pattern) }
}
