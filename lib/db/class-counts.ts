import { and, gte, lt, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from './client.ts'
import type { Listing, Range, Wanted } from './places.ts'

/**
 * What the table of classes says of a filter: how many classes it chooses and how many rows are of them, how many rows there
 * are in all, and between which bounds those lie that can fit by what the list is sorted by (null where none can).
 */
export type Known = {
  classes: number
  members: number
  all: number
  low: string | null
  high: string | null
  /** In which span of seconds the later of two times follows the earlier; null where the list has none. */
  lagLow: number | null
  lagHigh: number | null
}

export const inAccounts = (column: SQL | AnyColumn, accounts: string[]): SQL =>
  sql`${column} in (${sql.join(
    accounts.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`

export const isWithin = ({ by, from, until }: Range): SQL | undefined =>
  and(from && gte(by, from), until && lt(by, until))

export async function knownOf(db: Queryable, listing: Listing, wanted: Wanted, by?: AnyColumn): Promise<Known> {
  const { lag, classes: table } = listing
  const bounds = by && listing.bounds.get(by)
  const chosen = wanted.classes ?? sql`true`
  // What left a class stands there without bounds, and is no place where something could fit.
  const reached = and(chosen, ...wanted.ranges.map((range) => reaches(listing, range)))
  // The offset keeps Postgres from asking anew for each sum whether a class is chosen.
  const { rows } = await db.execute<Known>(sql`
    select count(*) filter (where reached)::integer as classes, coalesce(sum(members) filter (where chosen), 0) as members,
      coalesce(sum(members), 0) as all, (min(low) filter (where reached))::text as low,
      (max(high) filter (where reached))::text as high, min(lag_low) filter (where reached) as "lagLow",
      max(lag_high) filter (where reached) as "lagHigh"
    from (
      select members::float8 as members, ${chosen} as chosen, ${reached} as reached, ${bounds?.low ?? sql`members`} as low,
        ${bounds?.high ?? sql`members`} as high, ${lag?.low ?? sql`null::float8`} as lag_low, ${lag?.high ?? sql`null::float8`} as lag_high
      from ${table} where ${inAccounts(sql`account_id`, wanted.accounts)} offset 0
    ) as class`)
  return rows[0] ?? { classes: 0, members: 0, all: 0, low: null, high: null, lagLow: null, lagHigh: null }
}

function reaches({ bounds }: Listing, { by, ...range }: Range): SQL | undefined {
  const its = bounds.get(by)
  const { from, until } = foundOnce(range)
  return its && and(from && gte(its.high, from), until && lt(its.low, until))
}

/** The ends as values that are computed once and not for each row; what Postgres plans by must not be hidden so. */
export const foundOnce = <Ends extends Pick<Range, 'from' | 'until'>>({ from, until, ...rest }: Ends) => ({
  ...rest,
  from: from && sql`(select ${from})`,
  until: until && sql`(select ${until})`,
})

/** Lags beyond this are mistakes, and would lead out of what times there are. */
const lagMax = 10 * 366 * 86_400

/** What a range of one of two times that follow each other says of the other: where a walk by that one can begin and end. */
export function implied(
  { lag }: Listing,
  { ranges }: Wanted,
  { lagLow, lagHigh }: Known,
  by: AnyColumn,
): SQL | undefined {
  if (!lag || lagLow === null || lagHigh === null || !(Math.max(Math.abs(lagLow), Math.abs(lagHigh)) < lagMax))
    return undefined
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

/** The classes that a filter chooses and that have rows which its ranges can hold, as a table `kind`. */
export function livingClasses(listing: Listing, { accounts, classes, ranges }: Wanted): SQL {
  const reach = ranges.map(foundOnce).map(({ by, from, until }) => {
    const its = listing.bounds.get(by)
    return its && and(from && sql`max(${its.high}) >= ${from}`, until && sql`min(${its.low}) < ${until}`)
  })
  return sql`(select class_key, account_id from ${listing.classes} where ${and(inAccounts(sql`account_id`, accounts), classes)}
    group by class_key, account_id having ${and(sql`sum(members) > 0`, ...reach)}) as kind`
}

const Plan = z.tuple([z.object({ 'QUERY PLAN': z.tuple([z.object({ Plan: z.object({ 'Plan Rows': z.number() }) })]) })])

/** How many rows each of the ranges leaves, and what is held; undefined where it is not asked for. */
export type About = { ranges: number[]; held: number | undefined }

/** How many rows Postgres expects of each piece of the filter by itself: what it would plan by, without reading any. */
export async function aboutHowMany(db: Queryable, { table, account }: Listing, wanted: Wanted): Promise<About> {
  if (wanted.few !== undefined) return { ranges: [], held: undefined }
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
