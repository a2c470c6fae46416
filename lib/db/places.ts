import { and, eq, sql, type AnyColumn, type SQL, type Table } from 'drizzle-orm'
import { countMax, type SizedWindow, type Total } from '../page.ts'
import {
  type About,
  aboutHowMany,
  foundOnce,
  implied,
  inAccounts,
  isWithin,
  type Known,
  knownOf,
  livingClasses,
} from './class-counts.ts'
import type { Queryable } from './client.ts'
import { keyset, type Order } from './keyset.ts'

// Pages of a table of a million rows, whatever it is narrowed to and sorted by (decisions 017 and 024). Rows that are alike in
// all that a filter chooses from a few values are of one class, and each class is a range of an index.

/** A large table and what its indexes hold. */
export type Listing = {
  table: Table
  name: string
  account: AnyColumn
  classKey: AnyColumn
  /** The table of classes: `class_key`, `account_id`, `members`, and two bounds of whatever rows are sorted by. */
  classes: Table
  bounds: ReadonlyMap<AnyColumn, Bounds>
  /** Two times of which one follows the other, and the columns that say in which span of seconds. */
  lag?: { earlier: AnyColumn; later: AnyColumn } & Bounds
  /** What makes a row one of its account. */
  ids: AnyColumn[]
  /** What every sorted index holds beside its order, so that a walk through it reads nothing else. */
  held: AnyColumn[]
}

/** Between what the rows of a class lie. */
export type Bounds = { low: AnyColumn; high: AnyColumn }

/** A range of something that lists are sorted by; `until` itself is outside. An end that is undefined is open. */
export type Range = { by: AnyColumn; from: SQL | undefined; until: SQL | undefined }

/** What a filter asks for, in the pieces that different indexes serve. */
export type Wanted = {
  accounts: string[]
  /** Narrows the table of classes; undefined where any class will do. */
  classes: SQL | undefined
  ranges: Range[]
  /** Narrows by something that every sorted index holds, and that has an index of its own. */
  held: SQL | undefined
  /** Narrows to few rows, which an index of their own has. */
  few: SQL | undefined
  /** Narrows by what only the row itself tells, or rows elsewhere. */
  look: SQL | undefined
}

type Place = Record<string, string>
type Places = { places: Place[]; total: Total }

/** How many fit: exactly where classes alone say it, else up to `countMax`. */
export async function countOf(db: Queryable, listing: Listing, wanted: Wanted): Promise<Total> {
  const [known, about] = await Promise.all([knownOf(db, listing, wanted), aboutHowMany(db, listing, wanted)])
  return isOfClassesAlone(wanted)
    ? { count: known.members, isExact: true }
    : await count(db, listing, wanted, { known, about })
}

/** The places (account and ids) of one page, in the order of the list, and one more where there are more; and how many fit. */
export async function pageOf(
  db: Queryable,
  listing: Listing,
  wanted: Wanted,
  { order, window }: { order: Order; window: SizedWindow },
): Promise<Places> {
  const [known, about] = await Promise.all([knownOf(db, listing, wanted, order.by), aboutHowMany(db, listing, wanted)])
  const part = keyset(order, window)
  const page = { by: order.by, beyond: part.where, orderBy: sql.join(part.orderBy, sql`, `), limit: part.limit }
  const search = { db, listing, wanted, known, about, page }
  if (isOfClassesAlone(wanted)) {
    const total = { count: known.members, isExact: true }
    return { places: known.members === 0 ? [] : await placesOfClasses(search), total }
  }
  if (known.low === null) return { places: [], total: { count: 0, isExact: true } }
  const isMany = wanted.few === undefined && wanted.look === undefined && fitsAbout(search) > countMax
  return isMany ? await manyPlaces(search) : await fewPlaces(search)
}

type Page = { by: AnyColumn; beyond: SQL | undefined; orderBy: SQL; limit: number }
type Search = { db: Queryable; listing: Listing; wanted: Wanted; known: Known; about: About; page: Page }

const isOfClassesAlone = ({ ranges, held, few, look }: Wanted): boolean =>
  ranges.length === 0 && [held, few, look].every((each) => each === undefined)

const within = (ranges: readonly Range[]): SQL | undefined => and(...ranges.map(isWithin))

/** How many fit, if what is asked for has nothing to do with each other. */
function fitsAbout({ known: { members, all }, about: { ranges, held } }: Sizes): number {
  const pieces = held === undefined ? ranges : [...ranges, held]
  return pieces.reduce((fits, piece) => fits * Math.min(1, piece / Math.max(1, all)), members)
}

// What reading costs, in rows of a walk: to find a class in an index, and to read a row of one and sort it.
const perClass = 12
const perMember = 1.2
/** How far a walk through a sorted index goes before it is given up: some milliseconds. */
const walkMax = 20_000

/** How far a walk has to go where what fits lies evenly. */
const walkFor = (limit: number, fits: number, all: number): number => (limit * all) / Math.max(1, fits)

/** Places where classes alone are asked for. */
async function placesOfClasses(search: Search): Promise<Place[]> {
  const { known, page, wanted } = search
  if (wanted.classes === undefined) return await read(search, walk(search))
  const byClass = known.classes * perClass + Math.min(known.members, page.limit ** 2) * perMember
  const far = walkFor(page.limit, known.members, known.all)
  if (far < byClass && far < walkMax / 2) {
    // Twice as far reaches a page unless what fits stands elsewhere.
    const walked = await read(search, walk(search, Math.ceil(far * 2) + page.limit))
    if (walked.length === page.limit) return walked
  }
  return await read(search, known.members <= page.limit ** 2 ? membersOfClasses(search) : firstOfClasses(search))
}

/** Counts and, where they are not too many to be sorted, reads the page of them at the same time. */
async function fewPlaces(search: Search): Promise<Places> {
  const found = await gather(search, countMax)
  return found.total.isExact ? found : { places: await walkOrGather(search), total: found.total }
}

async function manyPlaces(search: Search): Promise<Places> {
  const [total, walked] = await Promise.all([
    count(search.db, search.listing, search.wanted, search),
    read(search, walk(search, walkOnce(search))),
  ])
  if (walked.length === search.page.limit) return { places: walked, total }
  return total.isExact ? await gather(search, countMax) : { places: await gatherOrWalk(search), total }
}

const walkOnce = (search: Search): number =>
  Math.min(
    walkMax,
    Math.ceil(2 * walkFor(search.page.limit, Math.max(countMax, fitsAbout(search)), search.known.all)) +
      search.page.limit,
  )

async function walkOrGather(search: Search): Promise<Place[]> {
  const walked = await read(search, walk(search, walkOnce(search)))
  return walked.length === search.page.limit ? walked : await gatherOrWalk(search)
}

/** So many are sorted rather than walked for: what fits stands far from where the list begins. */
const gatherMax = 200_000

async function gatherOrWalk(search: Search): Promise<Place[]> {
  const found = await gather(search, gatherMax)
  return found.total.isExact ? found.places : await read(search, walk(search))
}

const read = async ({ db, listing }: Search, places: SQL): Promise<Place[]> =>
  (await db.execute<Place>(places)).rows.filter((row) => row[listing.account.name] !== null)

/** Whether reading class by class costs less than reading the smallest range: of a class too, only a range is read. */
function isByClass(
  { classes, few }: Wanted,
  { known: { classes: visits, members, all }, about: { ranges, held } }: Sizes,
): boolean {
  if (classes === undefined || few !== undefined) return false
  const range = Math.min(all, ...ranges)
  return visits * perClass + (members * range) / Math.max(1, all) < Math.min(range, held ?? all)
}

type Sizes = Pick<Search, 'known' | 'about'>

/** `columns` of all that fits, up to `most`. */
function those(
  listing: Listing,
  wanted: Wanted,
  sizes: Sizes,
  { columns, most }: { columns: AnyColumn[]; most: number },
): SQL {
  const limit = sql`limit ${most + 1}`
  if (!isByClass(wanted, sizes))
    return sql`select ${listed(columns)} from ${listing.table} where ${fits(listing, wanted)} ${limit}`
  // The limit within keeps Postgres from joining with all rows there are.
  return sql`select those.* from ${livingClasses(listing, wanted)} cross join lateral (
    ${ofKind(listing, columns, and(within(wanted.ranges), wanted.held, wanted.look))} ${limit}) as those ${limit}`
}

async function count(db: Queryable, listing: Listing, wanted: Wanted, sizes: Sizes): Promise<Total> {
  const all = those(listing, wanted, sizes, { columns: listing.ids, most: countMax })
  const found = await db.execute<{ count: number }>(sql`select count(*)::integer as count from (${all}) as counted`)
  return totalOf(found.rows[0]?.count ?? 0, countMax)
}

const totalOf = (found: number, most: number): Total => ({ count: Math.min(found, most), isExact: found <= most })

/** Reads what fits, and sorts it where it is not more than `most`. */
async function gather(search: Search, most: number): Promise<Places> {
  const { db, listing, wanted, page } = search
  const columns = placed(listing, page.by)
  const { rows } = await db.execute<Place & { fitting: number }>(sql`
    with fit as materialized (${those(listing, wanted, search, { columns, most })}),
      counted as (select count(*)::integer as fitting from fit)
    select fitting, ${place(listing)} from counted left join lateral (
      select * from fit as ${named(listing)} where ${and(sql`fitting <= ${most}`, page.beyond)} order by ${page.orderBy} limit ${page.limit}
    ) as ${named(listing)} on true order by ${page.orderBy}`)
  return {
    places: rows.filter((row) => row[listing.account.name] !== null),
    total: totalOf(rows[0]?.fitting ?? 0, most),
  }
}

const listed = (columns: (AnyColumn | SQL)[]): SQL => sql.join(columns, sql`, `)
const place = ({ account, ids }: Listing): SQL => listed([account, ...ids])
/** What a place and its order are made of. */
const placed = ({ account, ids }: Listing, by: AnyColumn): AnyColumn[] => [...new Set([account, ...ids, by])]
const named = ({ name }: Listing) => sql.identifier(name)

/** Rows of the class `kind`, whose account stands in no index of classes. */
const ofKind = ({ table, classKey, account }: Listing, columns: AnyColumn[], where: SQL | undefined): SQL => {
  const known = columns.map((column) => (column === account ? sql`kind.account_id` : column))
  return sql`select ${listed(known)} from ${table} where ${and(sql`${classKey} = kind.class_key`, where)}`
}

/** Whether a row is of one of the classes: looked up in a table of hashes, which leaves the order of a walk as it is. */
const isOfClasses = (listing: Listing, wanted: Wanted): SQL | undefined =>
  wanted.classes && sql`(${listing.classKey} in (select class_key from ${livingClasses(listing, wanted)})) is true`

/** All but the account and the ranges. */
const rest = (listing: Listing, wanted: Wanted): SQL | undefined =>
  and(isOfClasses(listing, wanted), wanted.held, wanted.few, wanted.look)

const fits = (listing: Listing, wanted: Wanted): SQL | undefined =>
  and(inAccounts(listing.account, wanted.accounts), within(wanted.ranges), rest(listing, wanted))

/**
 * Goes through the sorted indexes of the accounts at once, from where the first of the classes can stand, and leaves out what
 * does not fit; `most` rows far. Each account's part is sorted by itself: only so does Postgres merge them row by row instead
 * of reading all of them first.
 */
function walk({ listing, wanted, known, page: { by, beyond, orderBy, limit } }: Search, most?: number): SQL {
  const { table, account, ids, classKey, held } = listing
  const isInIndex = wanted.few === undefined && wanted.look === undefined
  const columns = isInIndex ? listed([...new Set([by, account, ...ids, classKey, ...held])]) : sql`*`
  const upTo = most === undefined ? sql`` : sql`limit ${most}`
  const type = sql.raw(by.getSQLType())
  const isBounded =
    listing.bounds.has(by) && known.low !== null && (wanted.classes !== undefined || wanted.ranges.length > 0)
  const bounds = isBounded ? sql`${by} between ${known.low}::${type} and ${known.high}::${type}` : undefined
  const there = and(
    bounds,
    within(wanted.ranges.filter((range) => range.by === by)),
    implied(listing, wanted, known, by),
    beyond,
  )
  const parts = wanted.accounts.map(
    (id) => sql`(select ${columns} from ${table} where ${and(eq(account, id), there)} order by ${orderBy} ${upTo})`,
  )
  const merged = sql`select * from (${sql.join(parts, sql` union all `)}) as ${named(listing)} order by ${orderBy} ${upTo}`
  return sql`select ${place(listing)} from (${merged}) as ${named(listing)}
    where ${and(rest(listing, wanted), within(wanted.ranges.map(foundOnce))) ?? sql`true`} order by ${orderBy} limit ${limit}`
}

const membersOfClasses = ({ listing, wanted, page: { by, beyond, orderBy, limit } }: Search): SQL => sql`
  select ${place(listing)} from ${livingClasses(listing, wanted)} cross join lateral (
    ${ofKind(listing, placed(listing, by), beyond)} order by ${orderBy} limit ${limit}) as ${named(listing)}
  order by ${orderBy} limit ${limit}`

/** The first row of every class says which classes the page can be of; only these are read. */
const firstOfClasses = ({ listing, wanted, page: { by, beyond, orderBy, limit } }: Search): SQL => sql`
  select ${place(listing)} from (
    select kind.class_key, kind.account_id from ${livingClasses(listing, wanted)} cross join lateral (
      ${ofKind(listing, placed(listing, by), beyond)} order by ${orderBy} limit 1) as ${named(listing)}
    order by ${orderBy} limit ${limit}
  ) as kind cross join lateral (
    ${ofKind(listing, placed(listing, by), beyond)} order by ${orderBy} limit ${limit}) as ${named(listing)}
  order by ${orderBy} limit ${limit}`
