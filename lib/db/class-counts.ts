import { and, gte, lt, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { type Ends, inOneOf, ofKind } from './class-columns.ts'
import { isOfKind } from './class-test.ts'
import { isAtAnEnd, partAmong, partWithin, statsOf } from './column-stats.ts'
import type { Queryable } from './client.ts'
import { Around, classesOf, type KeptClass, type Span } from './kept-classes.ts'
import type { Listing, Range, Wanted } from './listing.ts'

/**
 * What the classes say of a filter: how many rows are of those that it chooses, how many rows there are in all; which of those
 * classes can hold what fits, and between what these lie by what the list is sorted by (null where there are none).
 */
export type Known = {
  members: number
  all: number
  span: Span | null
  /** In which span of seconds the later of two times follows the earlier; null where the list has none. */
  lag: Span | null
  living: KeptClass[]
  /** How many rows the sorted indexes hold that have all that fits: all rows, or what is scarce. */
  indexed: number
  /** Whether those are the indexes of what is scarce. */
  isScarce: boolean
}

export const inAccounts = (column: SQL | AnyColumn, accounts: string[]): SQL =>
  sql`${column} in (${sql.join(
    accounts.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`

export const isWithin = ({ by, from, until }: Range): SQL | undefined =>
  and(from && gte(by, from), until && lt(by, until))

/** The classes that a filter chooses, and what is known of them. */
export async function knownOf(db: Queryable, listing: Listing, wanted: Wanted, by?: AnyColumn): Promise<Known> {
  const bounded = [...listing.bounds.keys()]
  const placeOf = (column: AnyColumn) => bounded.indexOf(column)
  const accounts = new Set<unknown>(wanted.accounts)
  const [span, lag] = [new Around(), new Around()]
  const living: KeptClass[] = []
  let [members, all, scarce] = [0, 0, 0]
  let isScarce = wanted.classes !== undefined && listing.scarce !== undefined
  for (const columns of await classesOf(db, listing)) {
    const [mine, chosen] = [inOneOf(columns, accounts), wanted.classes && ofKind(columns, wanted.classes)]
    const scarceOnes = listing.scarce && ofKind(columns, listing.scarce.of)
    const reached = wanted.ranges.flatMap(({ by: column, about }) => {
      const ends = columns.spans[placeOf(column)]
      return ends ? [{ ends, about }] : []
    })
    const sorted = by && columns.spans[placeOf(by)]
    for (let place = 0; place < columns.classes.length; place++) {
      const its = columns.members[place] ?? 0
      const each = columns.classes[place]
      if (its === 0 || mine[place] === 0 || each === undefined) continue
      all += its
      if (scarceOnes?.[place] === 1) scarce += its
      if (chosen?.[place] === 0) continue
      members += its
      if (!isReached(reached, place)) continue
      living.push(each)
      if (scarceOnes?.[place] !== 1) isScarce = false
      if (sorted) span.reach(sorted, place)
      lag.reach(columns.lag, place)
    }
  }
  return { members, all, living, span: span.span, lag: lag.span, indexed: isScarce ? scarce : all, isScarce }
}

/** Whether something of the class can lie in all the ranges. */
function isReached(reached: readonly { ends: Ends; about: Span }[], place: number): boolean {
  for (const { ends, about } of reached)
    if (!((ends.high[place] ?? Infinity) >= about.low && (ends.low[place] ?? -Infinity) <= about.high)) return false
  return true
}

/** The ends as values that are computed once and not for each row; what Postgres plans by must not be hidden so. */
export const foundOnce = <Its extends Pick<Range, 'from' | 'until'>>({ from, until, ...rest }: Its) => ({
  ...rest,
  from: from && sql`(select ${from})`,
  until: until && sql`(select ${until})`,
})

/** Lags beyond this are mistakes, and would lead out of what times there are. */
const lagMax = 10 * 366 * 86_400

/** What a range of one of two times that follow each other says of the other: where a walk by that one can begin and end. */
export function implied({ lag }: Listing, { ranges }: Wanted, { lag: span }: Known, by: AnyColumn): SQL | undefined {
  if (!lag || !span || !(Math.max(Math.abs(span.low), Math.abs(span.high)) < lagMax)) return undefined
  const { low: lagLow, high: lagHigh } = span
  const rangeOf = (column: AnyColumn) => ranges.find((range) => range.by === column)
  const seconds = (lasting: number) => sql`make_interval(secs => ${lasting}::float8)`
  if (by === lag.later) {
    // What has no later time yet stands before all others, so there is no lower bound.
    const until = rangeOf(lag.earlier)?.until
    return until && sql`${by} <= (select ${until} + ${seconds(lagHigh)})`
  }
  const { from, until } = (by === lag.earlier && rangeOf(lag.later)) || { from: undefined, until: undefined }
  const firstYear = sql`timestamptz '0001-01-01 00:00:00+00'`
  return and(
    from && sql`${by} >= (select greatest(${from}, ${firstYear}) - ${seconds(lagHigh)})`,
    until && sql`${by} <= (select ${until} - ${seconds(lagLow)})`,
  )
}

// Written out here: the driver takes a list of thousands apart and looks at each for what must be quoted.
const arrayOf = (values: readonly string[]): SQL => sql`${`{${values.join(',')}}`}`

/** The classes as a table `kind`, with whether their rows must be looked at. */
export function livingClasses(living: readonly KeptClass[], look?: Wanted['look']): SQL {
  const [keys, accounts] = [living.map(({ key }) => key), living.map(({ account }) => account)]
  const looked = living.map(({ kind }) => (look && isOfKind(look.of, kind) ? 't' : 'f'))
  return sql`unnest(${arrayOf(keys)}::bigint[], ${arrayOf(accounts)}::uuid[], ${arrayOf(looked)}::boolean[])
    as kind (class_key, account_id, looked)`
}

/** Whether a row is of one of them: looked up in a table of hashes, which leaves the order of a walk as it is. */
export const isOfClasses = (classKey: AnyColumn, living: readonly KeptClass[]): SQL =>
  sql`(${classKey} in (select unnest(${arrayOf(living.map(({ key }) => key))}::bigint[]))) is true`

const Plan = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })]) })])

/**
 * How many rows each of the ranges leaves, and what is held; undefined where it is not asked for. `isUnsure`: it may be a hundred
 * times less.
 */
export type About = { ranges: number[]; held: number | undefined; isUnsure: boolean }

/** How many rows each piece of the filter leaves by itself, about: what Postgres would plan by, without reading any. */
export async function aboutHowMany(
  db: Queryable,
  listing: Listing,
  wanted: Wanted,
  known: Promise<Known>,
): Promise<About> {
  const { ranges, held } = wanted
  if (wanted.few.length > 0 || (ranges.length === 0 && !held)) return { ranges: [], held: undefined, isUnsure: false }
  const [stats, { all }] = await Promise.all([statsOf(db, listing), known])
  const rowsOf = (part: number | undefined, where: SQL | undefined) =>
    part === undefined ? planned(db, listing, wanted, where) : part * all
  const [about, ...each] = await Promise.all([
    held && rowsOf(held.among && partAmong(stats, held.among.of, held.among.values, all), held.where),
    ...ranges.map((range) => rowsOf(partWithin(stats, range.by, range.likely), isWithin(range))),
  ])
  const isUnsure = ranges.some(({ by, likely, isSkewed }) => isSkewed === true && isAtAnEnd(stats, by, likely))
  return { held: about, ranges: each, isUnsure }
}

/** As many as Postgres expects. */
async function planned(
  db: Queryable,
  { table, account }: Listing,
  { accounts }: Wanted,
  where: SQL | undefined,
): Promise<number> {
  const those = and(inAccounts(account, accounts), where)
  const { rows } = await db.execute(sql`explain (format json) select from ${table} where ${those}`)
  return Plan.parse(rows)[0]['QUERY PLAN'][0].Plan['Plan Rows']
}
