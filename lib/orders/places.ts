import { and, eq, inArray, like, or, sql, type SQL } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { containing, keyset, type Order } from '../db/keyset.ts'
import { cloudOrder, orderClass } from '../db/mirror-schema.ts'
import { tokensOf } from '../filter-tokens.ts'
import { countMax, type Total, type SizedWindow } from '../page.ts'
import type { OrderFilter } from './filter.ts'
import { attentionWhere, classWhere, rangesWhere } from './narrow.ts'

/** What a filter asks for, in the pieces that different indexes serve. */
export type Wanted = {
  accounts: string[]
  /** Narrows `order_class`; undefined where any class will do. */
  classes: SQL | undefined
  /** Narrows amounts and times. */
  ranges: SQL | undefined
  /** Narrows to few orders that have an index of their own: those that need attention. */
  few: SQL | undefined
  people: string[]
  id: SQL | undefined
}

export type Place = { accountId: string; orderId: string }

export function wantedBy(accounts: string[], filter: OrderFilter): Wanted {
  const { flagged, expiring } = attentionWhere(filter.attention)
  return {
    accounts,
    classes: classWhere(filter),
    ranges: rangesWhere(filter),
    few: or(flagged, expiring),
    people: tokensOf(filter.person),
    id: filter.q === '' ? undefined : like(cloudOrder.orderId, containing(filter.q.toUpperCase())),
  }
}

/** How many fit, how many classes they may be of, and how many orders there are in all, about. */
export type Extent = { total: Total; classes: number; orders: number }

const classesOf = ({ accounts, classes }: Wanted): SQL =>
  sql`(select distinct class_key, account_id from ${orderClass} where ${and(inArray(orderClass.accountId, accounts), classes)}) as kind`

/** Whether an order is of one of the classes: looked up in a table of hashes, which leaves the order of a walk as it is. */
const isOfClasses = (wanted: Wanted): SQL | undefined =>
  wanted.classes && sql`(${cloudOrder.classKey} in (select class_key from ${classesOf(wanted)})) is true`

const isOfPeople = ({ people }: Wanted): SQL | undefined =>
  people.length === 0 ? undefined : inArray(cloudOrder.personKey, people)

/** All but the account. */
const rest = (wanted: Wanted) => and(isOfClasses(wanted), wanted.ranges, isOfPeople(wanted), wanted.id, wanted.few)

/** More classes than this are dearer to visit one by one than a range of amounts or times is to read. */
const classesMax = 400

const isByClass = ({ classes, ranges, few, people }: Wanted, count: number): boolean =>
  classes !== undefined && few === undefined && people.length === 0 && (ranges === undefined || count <= classesMax)

/** How much there is of what is wanted: counted exactly up to `countMax`. */
export async function extentOf(db: Queryable, wanted: Wanted): Promise<Extent> {
  const known = await db.execute<{ classes: number; orders: number }>(sql`
    select ${wanted.classes ? sql`(select count(*)::integer from ${classesOf(wanted)})` : sql`0`} as classes,
      (select greatest(reltuples, 0)::float8 from pg_class where oid = 'cloud_order'::regclass) as orders`)
  const { classes = 0, orders = 0 } = known.rows[0] ?? {}
  const rows = isByClass(wanted, classes)
    ? sql`${classesOf(wanted)} cross join lateral (${inClass(and(wanted.ranges, wanted.id))} limit ${countMax + 1}) as those`
    : sql`${cloudOrder} where ${fits(wanted)}`
  const found = await db.execute<{ count: number }>(
    sql`select count(*)::integer as count from (select 1 from ${rows} limit ${countMax + 1}) as counted`,
  )
  const count = found.rows[0]?.count ?? 0
  return { total: { count: Math.min(count, countMax), isExact: count <= countMax }, classes, orders }
}

const inClass = (where: SQL | undefined): SQL =>
  sql`select * from ${cloudOrder} where ${and(sql`${cloudOrder.classKey} = kind.class_key`, where)}`

const fits = (wanted: Wanted): SQL | undefined => and(inArray(cloudOrder.accountId, wanted.accounts), rest(wanted))

/** How far a walk through a sorted index goes before it is given up: some milliseconds. */
const walkMax = 20_000

/** The places of the orders of one page, in the order of the list; one more than a page where there are more. */
export async function placesOf(
  db: Queryable,
  wanted: Wanted,
  extent: Extent,
  { order, window }: { order: Order; window: SizedWindow },
): Promise<Place[]> {
  const part = keyset(order, window)
  const page = { by: order.by, beyond: part.where, orderBy: sql.join(part.orderBy, sql`, `), limit: part.limit }
  if (!isNarrowed(wanted)) return await run(db, walk(wanted, page, undefined))
  if (isSparse(wanted, extent, page.limit)) return await run(db, gather(wanted, extent, page))
  const walked = await run(db, walk(wanted, page, walkMax))
  if (walked.length === page.limit || extent.orders < walkMax) return walked
  // What fits stands far from where the list begins.
  if (extent.total.isExact) return await run(db, gather(wanted, extent, page))
  return isByClass(wanted, extent.classes) && wanted.ranges === undefined && wanted.id === undefined
    ? await run(db, firstOfClasses(wanted, page))
    : await run(db, walk(wanted, page, undefined))
}

type Page = { by: Order['by']; beyond: SQL | undefined; orderBy: SQL; limit: number }

const isNarrowed = ({ classes, ranges, few, people, id }: Wanted): boolean =>
  [classes, ranges, few, id].some((each) => each !== undefined) || people.length > 0

/** Whether reading all that fits costs less than walking past what does not, in rows read. */
function isSparse({ few }: Wanted, { total, classes, orders }: Extent, limit: number): boolean {
  if (!total.isExact) return false
  return few !== undefined || total.count * 1.5 + classes * 15 < (limit * orders) / Math.max(1, total.count)
}

const place = sql`${cloudOrder.accountId} as account_id, ${cloudOrder.orderId} as order_id`

/**
 * Goes through the sorted indexes of the accounts at once and leaves out what does not fit. Each account's part is sorted by
 * itself: only so does Postgres merge them row by row instead of reading all of them first.
 */
function walk(wanted: Wanted, { by, beyond, orderBy, limit }: Page, most: number | undefined): SQL {
  const keys = [cloudOrder.orderedKey, cloudOrder.amountKey, cloudOrder.paidKey].filter((key) => key !== by)
  const columns = sql.join(
    [by, cloudOrder.accountId, cloudOrder.orderId, cloudOrder.classKey, cloudOrder.personKey, ...keys],
    sql`, `,
  )
  const upTo = most === undefined ? sql`` : sql`limit ${most}`
  const parts = wanted.accounts.map(
    (id) =>
      sql`(select ${columns} from ${cloudOrder} where ${and(eq(cloudOrder.accountId, id), beyond)} order by ${orderBy} ${upTo})`,
  )
  const merged = sql`select * from (${sql.join(parts, sql` union all `)}) as cloud_order order by ${orderBy} ${upTo}`
  return sql`select ${place} from (${merged}) as cloud_order
    where ${rest({ ...wanted, few: undefined }) ?? sql`true`} order by ${orderBy} limit ${limit}`
}

/** Reads all that fits and then sorts it: the limit within keeps Postgres from walking through what is sorted already. */
function gather(wanted: Wanted, { classes }: Extent, { beyond, orderBy, limit }: Page): SQL {
  const all = isByClass(wanted, classes)
    ? sql`select cloud_order.* from ${classesOf(wanted)} cross join lateral (
        ${inClass(and(wanted.ranges, wanted.id))} limit ${countMax + 1}) as cloud_order`
    : sql`select * from ${cloudOrder} where ${fits(wanted)}`
  return sql`select ${place} from (${all} limit ${countMax + 1}) as cloud_order
    where ${beyond ?? sql`true`} order by ${orderBy} limit ${limit}`
}

/** The first order of every class says which classes the page can be of; only these are read. */
const firstOfClasses = (wanted: Wanted, { beyond, orderBy, limit }: Page): SQL => sql`
  select ${place} from (
    select kind.class_key from ${classesOf(wanted)} cross join lateral (${inClass(beyond)} order by ${orderBy} limit 1) as cloud_order
    order by ${orderBy} limit ${limit}
  ) as kind cross join lateral (${inClass(beyond)} order by ${orderBy} limit ${limit}) as cloud_order order by ${orderBy} limit ${limit}`

async function run(db: Queryable, places: SQL): Promise<Place[]> {
  const found = await db.execute<{ account_id: string; order_id: string }>(places)
  return found.rows.map((row) => ({ accountId: row.account_id, orderId: row.order_id }))
}
