import { and, eq, or, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import {
  type About,
  foundOnce,
  implied,
  inAccounts,
  isOfClasses,
  isWithin,
  type Known,
  livingClasses,
} from './class-counts.ts'
import { isOfKind } from './class-test.ts'
import type { Queryable } from './client.ts'
import type { KeptClass } from './kept-classes.ts'
import type { Leading } from './leading-classes.ts'
import type { Listing, Range, Wanted } from './listing.ts'

// The statements that find the places of a page, and count (see places.ts for which is taken when).

/** `at` is the cursor in milliseconds or units. */
type Page = {
  by: AnyColumn
  goesDown: boolean
  beyond: SQL | undefined
  at: number | undefined
  orderBy: SQL
  limit: number
}
export type Search = { db: Queryable; listing: Listing; wanted: Wanted; known: Known; about: About; page: Page }
/** What counting needs. */
export type Counted = Omit<Search, 'page'>

// What reading costs, in rows of a walk: to find a class in an index, and to read a row of one and sort it.
export const perClass = 12
export const perMember = 1.2

const within = (ranges: readonly Range[]): SQL | undefined => and(...ranges.map(isWithin))

/** How many rows reading class by class reads: of a class too, only a range is read. */
const byClassFor = ({ known: { living, members, all }, about: { ranges } }: Counted): number =>
  living.length * perClass + (members * Math.min(all, ...ranges)) / Math.max(1, all)

/** How many rows reading the smallest range reads. */
const byRangeFor = ({ known: { all, indexed }, about: { ranges, held } }: Counted): number =>
  (Math.min(all, ...ranges, held ?? all) * indexed) / Math.max(1, all)

/** Whether reading class by class costs less than reading the smallest range. */
export const isByClass = (search: Counted): boolean =>
  search.wanted.classes !== undefined && search.wanted.few.length === 0 && byClassFor(search) < byRangeFor(search)

/** How many rows are read for what fits. */
export const readingFor = (search: Counted): number => (isByClass(search) ? byClassFor(search) : byRangeFor(search))

/** `columns` of all that fits, up to `most`. */
export function those(search: Counted, { columns, most }: { columns: AnyColumn[]; most: number }): SQL {
  const { listing, wanted } = search
  const limit = sql`limit ${most}`
  const from = (where: SQL | undefined) =>
    sql`(select ${listed(columns)} from ${listing.table} where ${where} ${limit})`
  if (isByClass(search))
    return ofKinds(search, columns, { where: and(within(wanted.ranges), wanted.held?.where), limit })
  if (wanted.few.length === 0) return from(fits(search))
  return together(wanted.few.map((few) => from(and(few, fits(search)))))
}

/** Rows of the classes, each part with the limit: else Postgres would join with all rows there are. */
function ofKinds(
  { listing, wanted: { look }, known: { living } }: Counted,
  columns: AnyColumn[],
  { where, limit }: { where: SQL | undefined; limit: SQL },
): SQL {
  const of = (
    classes: Known['living'],
    its?: SQL,
  ) => sql`(select those.* from ${livingClasses(classes)} cross join lateral (
    ${ofKind(listing, columns, and(where, its))} ${limit}) as those ${limit})`
  if (!look) return of(living)
  const isLooked = ({ kind }: KeptClass) => isOfKind(look.of, kind)
  return together([of(living.filter((each) => !isLooked(each))), of(living.filter(isLooked), look.where)])
}

const together = (parts: SQL[]): SQL => sql.join(parts, sql` union all `)

/** Counts what fits among the first `most` rows of the piece that leaves the fewest, and those rows. */
export function lookedThrough(search: Counted, most: number): SQL {
  const { listing, wanted, about, known } = search
  const limit = sql`limit ${most}`
  const smallest = Math.min(...about.ranges)
  const range = wanted.ranges[about.ranges.indexOf(smallest)]
  const others = within(wanted.ranges.filter((each) => each !== range))
  const isIn = range && isWithin(range)
  const columns = [
    ...new Set([...listing.ids, ...wanted.ranges.map(({ by }) => by), ...(wanted.held ? listing.held : [])]),
  ]
  if (isByClass(search))
    return counting(listing, ofKinds(search, columns, { where: isIn, limit }), and(others, wanted.held?.where))
  const isHeldFirst = wanted.held !== undefined && (about.held ?? Infinity) < smallest
  const [first, then] = isHeldFirst ? [wanted.held?.where, isIn] : [isIn, wanted.held?.where]
  const rows = sql`select ${listed([...columns, listing.classKey])} from ${listing.table}
    where ${and(inAccounts(listing.account, wanted.accounts), scarceOf(search), first)} ${limit}`
  return counting(listing, rows, and(wanted.classes && isOfClasses(listing.classKey, known.living), then, others))
}

const counting = (listing: Listing, rows: SQL, where: SQL | undefined): SQL =>
  sql`select count(*) filter (where ${where ?? sql`true`})::integer as count, count(*)::integer as looked
    from (${rows}) as ${named(listing)}`

/** More than there ever are: a limit makes Postgres read what fits before it sorts, and not look for it among all that is sorted. */
const asMany = 1_000_000_000

/** The places of the page, out of all that fits. */
export function sorted(search: Search): SQL {
  const { listing, page } = search
  const all = those(search, { columns: placed(listing, page.by), most: asMany })
  return sql`select ${place(listing)} from (${all}) as ${named(listing)}
    where ${page.beyond ?? sql`true`} order by ${page.orderBy} limit ${page.limit}`
}

/** The places of the page, if no more than `most` fit, beside how many do (`most` and one where there are more). */
export function gathered(search: Search, most: number): SQL {
  const { listing, page } = search
  const all = those(search, { columns: placed(listing, page.by), most: most + 1 })
  return sql`
    with fit as materialized (select * from (${all}) as fit limit ${most + 1}),
      counted as (select count(*)::integer as fitting from fit)
    select fitting, ${place(listing)} from counted left join lateral (
      select * from fit as ${named(listing)} where ${and(sql`fitting <= ${most}`, page.beyond)} order by ${page.orderBy} limit ${page.limit}
    ) as ${named(listing)} on true order by ${page.orderBy}`
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

/** All but the account and the ranges. */
function rest({ listing: { classKey }, wanted: { classes, held, look }, known: { living } }: Counted): SQL | undefined {
  const looked = look && living.filter(({ kind }) => isOfKind(look.of, kind))
  const isLooked = looked && looked.length < living.length ? sql`not ${isOfClasses(classKey, looked)}` : undefined
  return and(classes && isOfClasses(classKey, living), held?.where, look && or(isLooked, look.where))
}

/** What makes Postgres read the indexes of what is scarce, where nothing else can fit. */
const scarceOf = ({ listing, known }: Counted): SQL | undefined => (known.isScarce ? listing.scarce?.where : undefined)

const fits = (search: Counted): SQL | undefined =>
  and(
    inAccounts(search.listing.account, search.wanted.accounts),
    scarceOf(search),
    within(search.wanted.ranges),
    rest(search),
  )

/**
 * Goes through the sorted indexes of the accounts at once, from where the first of the classes can stand, and leaves out what
 * does not fit; `most` rows far. Each account's part is sorted by itself: only so does Postgres merge them row by row instead
 * of reading all of them first.
 */
export function walk(search: Search, most?: number): SQL {
  const { listing, wanted, known, page } = search
  const { table, account, ids, classKey, held } = listing
  const { by, beyond, orderBy, limit } = page
  const isInIndex = wanted.few.length === 0 && wanted.look === undefined
  // No more than is looked at: some thousand rows are handed on for a page.
  const narrowing = [
    ...wanted.ranges.map((range) => range.by),
    ...(wanted.classes ? [classKey] : []),
    ...(wanted.held ? held : []),
  ]
  const columns = isInIndex ? listed([...new Set([by, account, ...ids, ...narrowing])]) : sql`*`
  const upTo = most === undefined ? sql`` : sql`limit ${most}`
  const isBounded = wanted.classes !== undefined || wanted.ranges.length > 0
  const there = and(
    scarceOf(search),
    isBounded ? between(by, known.span) : undefined,
    within(wanted.ranges.filter((range) => range.by === by)),
    implied(listing, wanted, known, by),
    beyond,
  )
  const parts = wanted.accounts.map(
    (id) => sql`(select ${columns} from ${table} where ${and(eq(account, id), there)} order by ${orderBy} ${upTo})`,
  )
  const merged = sql`select * from (${sql.join(parts, sql` union all `)}) as ${named(listing)} order by ${orderBy} ${upTo}`
  return sql`select ${place(listing)} from (${merged}) as ${named(listing)}
    where ${and(rest(search), or(...wanted.few), within(wanted.ranges.map(foundOnce))) ?? sql`true`} order by ${orderBy} limit ${limit}`
}

/** The first that have one of these values, for each of which an index is sorted. */
export function firstApart(search: Search, column: AnyColumn, values: readonly unknown[]): SQL {
  const { listing, wanted, page } = search
  const parts = wanted.accounts.flatMap((id) =>
    values.map((value) => {
      const there = and(
        eq(listing.account, id),
        eq(column, value),
        scarceOf(search),
        within(wanted.ranges),
        page.beyond,
      )
      return sql`(select ${listed(placed(listing, page.by))} from ${listing.table}
        where ${there} order by ${page.orderBy} limit ${page.limit})`
    }),
  )
  return sql`select ${place(listing)} from (${together(parts)}) as ${named(listing)} order by ${page.orderBy} limit ${page.limit}`
}

/**
 * The first that fit in the sorted indexes of what is scarce: each row is looked into on the way, and none beyond the page where the
 * index has the order of the list.
 */
export function firstScarce(search: Search): SQL {
  const { listing, wanted, page } = search
  const there = and(scarceOf(search), within(wanted.ranges), rest(search), page.beyond)
  const parts = wanted.accounts.map(
    (id) => sql`(select ${listed(placed(listing, page.by))} from ${listing.table}
      where ${and(eq(listing.account, id), there)} order by ${page.orderBy} limit ${page.limit})`,
  )
  return sql`select ${place(listing)} from (${together(parts)}) as ${named(listing)} order by ${page.orderBy} limit ${page.limit}`
}

/** Between the bounds, which are told in whole milliseconds or units. */
function between(by: AnyColumn, span: Known['span']): SQL | undefined {
  if (!span) return undefined
  return sql`${by} between ${valueOf(by, Math.floor(span.low))} and ${valueOf(by, Math.ceil(span.high))}`
}

/** Whole milliseconds or units as a value of the column. */
const valueOf = (by: AnyColumn, value: number): SQL =>
  sql`${isMoment(by) ? moment(value) : unit(value)}::${sql.raw(by.getSQLType())}`

const [firstYear, lastYear] = [Date.UTC(1, 0, 1), Date.UTC(9999, 0, 1)]
const moment = (ms: number): string =>
  ms < firstYear ? '-infinity' : ms > lastYear ? 'infinity' : new Date(ms).toISOString()

const least = -(2n ** 63n)
const unit = (value: number): string => String(value <= Number(least) ? least : BigInt(value))

export const membersOfClasses = (search: Search): SQL => {
  const { listing, page } = search
  return sql`select ${place(listing)} from ${livingClasses(search.known.living, search.wanted.look)} cross join lateral (
      ${firstOf(search, page.limit)}) as ${named(listing)}
    order by ${page.orderBy} limit ${page.limit}`
}

/** The first rows of the leading classes before their end: all that come first, if they are a page. */
export const firstOfLeading = (search: Search, { classes, end }: Leading): SQL => {
  const { listing, page } = search
  const isBefore = page.goesDown
    ? sql`${page.by} > ${valueOf(page.by, end)}`
    : sql`${page.by} < ${valueOf(page.by, end)}`
  return sql`select ${place(listing)} from ${livingClasses(classes, search.wanted.look)} cross join lateral (
      ${firstOf(search, page.limit, isBefore)}) as ${named(listing)}
    order by ${page.orderBy} limit ${page.limit}`
}

/**
 * The first row of every class says which classes the page can be of, and how far it goes at most: only these are read, and no
 * further.
 */
export const firstOfClasses = (search: Search): SQL => {
  const { listing, page } = search
  const type = sql.raw(page.by.getSQLType())
  const end = sql`${page.goesDown ? leastOf(page.by) : greatestOf(page.by)}::${type}`
  const edge = sql`(select case when count(*) = ${page.limit} then ${page.goesDown ? sql`min` : sql`max`}(kind.first) else ${end} end from firsts as kind)`
  const until = page.goesDown ? sql`${page.by} >= ${edge}` : sql`${page.by} <= ${edge}`
  return sql`
    with firsts as materialized (
      select kind.class_key, kind.account_id, kind.looked, ${named(listing)}.${sql.identifier(page.by.name)} as first
      from ${livingClasses(search.known.living, search.wanted.look)} cross join lateral (${firstOf(search, 1)}) as ${named(listing)}
      order by ${page.orderBy} limit ${page.limit})
    select ${place(listing)} from firsts as kind cross join lateral (${firstOf(search, page.limit, until)}) as ${named(listing)}
    order by ${page.orderBy} limit ${page.limit}`
}

const isMoment = (by: AnyColumn): boolean => by.getSQLType().startsWith('timestamp')
const leastOf = (by: AnyColumn): string => (isMoment(by) ? '-infinity' : String(least))
const greatestOf = (by: AnyColumn): string => (isMoment(by) ? 'infinity' : String(-1n - least))

/** The first rows of the class `kind` in the order of the list, beyond the cursor and within what is asked for. */
function firstOf({ listing, wanted, page: { by, beyond, orderBy } }: Search, limit: number, until?: SQL): SQL {
  const look = wanted.look && sql`(not kind.looked or ${wanted.look.where})`
  const rows = ofKind(listing, placed(listing, by), and(within(wanted.ranges), beyond, until, look))
  return sql`${rows} order by ${orderBy} limit ${limit}`
}
