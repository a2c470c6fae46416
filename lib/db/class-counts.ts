import { and, gte, lt, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { z } from 'zod'
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
  const columns = [...listing.bounds.keys()]
  const place = (column: AnyColumn) => columns.indexOf(column)
  const reached = wanted.ranges.map((range) => ({ at: place(range.by), ...range.about }))
  const accounts = new Set(wanted.accounts)
  const [span, lag] = [new Around(), new Around()]
  const sorted = by ? place(by) : -1
  const living: KeptClass[] = []
  let [members, all, scarce] = [0, 0, 0]
  let isScarce = wanted.classes !== undefined && listing.scarce !== undefined
  // Some thousand classes at each look: nothing is made for any of them.
  for (const each of await classesOf(db, listing)) {
    if (each.members === 0 || !accounts.has(each.account)) continue
    const itsScarce = listing.scarce?.of(each.kind) === true
    all += each.members
    if (itsScarce) scarce += each.members
    if (wanted.classes && !wanted.classes(each.kind)) continue
    members += each.members
    if (!reached.every(({ at, low, high }) => reaches(each.spans[at], low, high))) continue
    living.push(each)
    isScarce &&= itsScarce
    span.add(each.spans[sorted])
    lag.add(each.lag)
  }
  return { members, all, living, span: span.span, lag: lag.span, indexed: isScarce ? scarce : all, isScarce }
}

/** Whether something of the class can lie in the range; a column without bounds says nothing. */
const reaches = (span: Span | null | undefined, low: number, high: number): boolean =>
  span === undefined || (span !== null && span.high >= low && span.low <= high)

/** The ends as values that are computed once and not for each row; what Postgres plans by must not be hidden so. */
export const foundOnce = <Ends extends Pick<Range, 'from' | 'until'>>({ from, until, ...rest }: Ends) => ({
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
  const looked = living.map(({ kind }) => (look?.of(kind) === true ? 't' : 'f'))
  return sql`unnest(${arrayOf(keys)}::bigint[], ${arrayOf(accounts)}::uuid[], ${arrayOf(looked)}::boolean[])
    as kind (class_key, account_id, looked)`
}

/** Whether a row is of one of them: looked up in a table of hashes, which leaves the order of a walk as it is. */
export const isOfClasses = (classKey: AnyColumn, living: readonly KeptClass[]): SQL =>
  sql`(${classKey} in (select unnest(${arrayOf(living.map(({ key }) => key))}::bigint[]))) is true`

const Plan = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })]) })])

/** How many rows each of the ranges leaves, and what is held; undefined where it is not asked for. */
export type About = { ranges: number[]; held: number | undefined }

/** How many rows Postgres expects of each piece of the filter by itself: what it would plan by, without reading any. */
export async function aboutHowMany(db: Queryable, { table, account }: Listing, wanted: Wanted): Promise<About> {
  if (wanted.few.length > 0) return { ranges: [], held: undefined }
  const estimate = async (where: SQL | undefined): Promise<number> => {
    const those = and(inAccounts(account, wanted.accounts), where)
    const { rows } = await db.execute(sql`explain (format json) select from ${table} where ${those}`)
    return Plan.parse(rows)[0]['QUERY PLAN'][0].Plan['Plan Rows']
  }
  const [held, ...ranges] = await Promise.all([
    wanted.held && estimate(wanted.held),
    ...wanted.ranges.map((range) => estimate(isWithin(range))),
  ])
  return { held, ranges: ranges.filter((each) => each !== undefined) }
}
