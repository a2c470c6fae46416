import { and, eq, sql, type AnyColumn, type SQL, type Table } from 'drizzle-orm'
import { countMax, type SizedWindow, type Total } from '../page.ts'
import type { Queryable } from './client.ts'
import { keyset, type Order } from './keyset.ts'

// Pages of a table of a million rows, whatever it is narrowed to and sorted by (decision 017). Rows that are alike in all that
// a filter chooses from a few values are of one class, and each class is a range of an index.

/** A large table and what its indexes hold. */
export type Listing = {
  table: Table
  name: string
  account: AnyColumn
  classKey: AnyColumn
  /** The table of classes, with `class_key` and `account_id`. */
  classes: Table
  /** What makes a row one of its account. */
  ids: AnyColumn[]
  /** What every sorted index holds beside its order, so that a walk through it reads nothing else. */
  held: AnyColumn[]
}

/** What a filter asks for, in the pieces that different indexes serve. */
export type Wanted = {
  accounts: string[]
  /** Narrows the table of classes; undefined where any class will do. */
  classes: SQL | undefined
  /** Narrows by ranges of what is sorted by. */
  ranges: SQL | undefined
  /** Narrows by something that every sorted index holds, and that has an index of its own. */
  held: SQL | undefined
  /** Narrows to few rows, which an index of their own has. */
  few: SQL | undefined
  /** Narrows by what only the row itself tells, or rows elsewhere. */
  look: SQL | undefined
}

/** How many fit, how many classes they may be of, and how many rows there are in all, about. */
export type Extent = { total: Total; classes: number; rows: number }

type Place = Record<string, string>

const inAccounts = (column: SQL | AnyColumn, accounts: string[]): SQL =>
  sql`${column} in (${sql.join(
    accounts.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`

const classesOf = ({ classes: table }: Listing, { accounts, classes }: Wanted): SQL =>
  sql`(select distinct class_key, account_id from ${table} where ${and(inAccounts(sql`account_id`, accounts), classes)}) as kind`

/** Whether a row is of one of the classes: looked up in a table of hashes, which leaves the order of a walk as it is. */
const isOfClasses = (listing: Listing, wanted: Wanted): SQL | undefined =>
  wanted.classes && sql`(${listing.classKey} in (select class_key from ${classesOf(listing, wanted)})) is true`

/** All but the account. */
const rest = (listing: Listing, wanted: Wanted): SQL | undefined =>
  and(isOfClasses(listing, wanted), wanted.ranges, wanted.held, wanted.few, wanted.look)

/** More classes than this are dearer to visit one by one than a range is to read. */
const classesMax = 400

const isByClass = ({ classes, ranges, held, few }: Wanted, count: number): boolean =>
  classes !== undefined && few === undefined && held === undefined && (count <= classesMax || ranges === undefined)

/** How much there is of what is wanted: counted exactly up to `countMax`. */
export async function extentOf(db: Queryable, listing: Listing, wanted: Wanted): Promise<Extent> {
  const known = await db.execute<{ classes: number; rows: number }>(sql`
    select ${wanted.classes ? sql`(select count(*)::integer from ${classesOf(listing, wanted)})` : sql`0`} as classes,
      (select greatest(reltuples, 0)::float8 from pg_class where oid = ${listing.name}::regclass) as rows`)
  const { classes = 0, rows = 0 } = known.rows[0] ?? {}
  const those = isByClass(wanted, classes)
    ? sql`${classesOf(listing, wanted)} cross join lateral (${inClass(listing, and(wanted.ranges, wanted.look))} limit ${countMax + 1}) as those`
    : sql`${listing.table} where ${fits(listing, wanted)}`
  const found = await db.execute<{ count: number }>(
    sql`select count(*)::integer as count from (select 1 from ${those} limit ${countMax + 1}) as counted`,
  )
  const count = found.rows[0]?.count ?? 0
  return { total: { count: Math.min(count, countMax), isExact: count <= countMax }, classes, rows }
}

const inClass = ({ table, classKey }: Listing, where: SQL | undefined): SQL =>
  sql`select * from ${table} where ${and(sql`${classKey} = kind.class_key`, where)}`

const fits = (listing: Listing, wanted: Wanted): SQL | undefined =>
  and(inAccounts(listing.account, wanted.accounts), rest(listing, wanted))

/** How far a walk through a sorted index goes before it is given up: some milliseconds. */
const walkMax = 20_000

/** The places (account and ids) of one page, in the order of the list; one more than a page where there are more. */
export async function placesOf(
  db: Queryable,
  listing: Listing,
  wanted: Wanted,
  { extent, order, window }: { extent: Extent; order: Order; window: SizedWindow },
): Promise<Place[]> {
  const part = keyset(order, window)
  const page = { by: order.by, beyond: part.where, orderBy: sql.join(part.orderBy, sql`, `), limit: part.limit }
  const run = async (places: SQL) => (await db.execute<Place>(places)).rows
  if (!isNarrowed(wanted)) return await run(walk(listing, wanted, page, undefined))
  if (isSparse(wanted, extent, page.limit)) return await run(gather(listing, wanted, extent, page))
  const walked = await run(walk(listing, wanted, page, walkMax))
  if (walked.length === page.limit || extent.rows < walkMax) return walked
  // What fits stands far from where the list begins.
  if (extent.total.isExact) return await run(gather(listing, wanted, extent, page))
  return isByClass(wanted, extent.classes) && wanted.ranges === undefined && wanted.look === undefined
    ? await run(firstOfClasses(listing, wanted, page))
    : await run(walk(listing, wanted, page, undefined))
}

type Page = { by: AnyColumn; beyond: SQL | undefined; orderBy: SQL; limit: number }

const isNarrowed = ({ classes, ranges, held, few, look }: Wanted): boolean =>
  [classes, ranges, held, few, look].some((each) => each !== undefined)

/** Whether reading all that fits costs less than walking past what does not, in rows read. */
function isSparse({ few }: Wanted, { total, classes, rows }: Extent, limit: number): boolean {
  if (!total.isExact) return false
  return few !== undefined || total.count * 1.5 + classes * 15 < (limit * rows) / Math.max(1, total.count)
}

const place = ({ account, ids }: Listing): SQL => sql.join([account, ...ids], sql`, `)
const named = ({ name }: Listing) => sql.identifier(name)

/**
 * Goes through the sorted indexes of the accounts at once and leaves out what does not fit. Each account's part is sorted by
 * itself: only so does Postgres merge them row by row instead of reading all of them first.
 */
function walk(listing: Listing, wanted: Wanted, { by, beyond, orderBy, limit }: Page, most: number | undefined): SQL {
  const { table, account, ids, classKey, held } = listing
  const isInIndex = wanted.few === undefined && wanted.look === undefined
  const columns = isInIndex ? sql.join([...new Set([by, account, ...ids, classKey, ...held])], sql`, `) : sql`*`
  const upTo = most === undefined ? sql`` : sql`limit ${most}`
  const parts = wanted.accounts.map(
    (id) => sql`(select ${columns} from ${table} where ${and(eq(account, id), beyond)} order by ${orderBy} ${upTo})`,
  )
  const merged = sql`select * from (${sql.join(parts, sql` union all `)}) as ${named(listing)} order by ${orderBy} ${upTo}`
  return sql`select ${place(listing)} from (${merged}) as ${named(listing)}
    where ${rest(listing, wanted) ?? sql`true`} order by ${orderBy} limit ${limit}`
}

/** Reads all that fits and then sorts it: the limit within keeps Postgres from walking through what is sorted already. */
function gather(listing: Listing, wanted: Wanted, { classes }: Extent, { beyond, orderBy, limit }: Page): SQL {
  const all = isByClass(wanted, classes)
    ? sql`select those.* from ${classesOf(listing, wanted)} cross join lateral (
        ${inClass(listing, and(wanted.ranges, wanted.look))} limit ${countMax + 1}) as those`
    : sql`select * from ${listing.table} where ${fits(listing, wanted)}`
  return sql`select ${place(listing)} from (${all} limit ${countMax + 1}) as ${named(listing)}
    where ${beyond ?? sql`true`} order by ${orderBy} limit ${limit}`
}

/** The first row of every class says which classes the page can be of; only these are read. */
const firstOfClasses = (listing: Listing, wanted: Wanted, { beyond, orderBy, limit }: Page): SQL => sql`
  select ${place(listing)} from (
    select kind.class_key from ${classesOf(listing, wanted)} cross join lateral (
      ${inClass(listing, beyond)} order by ${orderBy} limit 1) as ${named(listing)}
    order by ${orderBy} limit ${limit}
  ) as kind cross join lateral (${inClass(listing, beyond)} order by ${orderBy} limit ${limit}) as ${named(listing)}
  order by ${orderBy} limit ${limit}`
