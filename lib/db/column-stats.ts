import { getTableName, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Queryable } from './client.ts'
import type { Span } from './kept-classes.ts'
import type { Listing } from './listing.ts'

// What Postgres gathered of the columns of a table (pg_stats), by which it plans itself. It says how much of a table a range
// leaves without asking at each look.

/** How often what is common stands in a column, and bounds between which the rest is spread evenly. */
type ColumnStats = { common: ReadonlyMap<string, number>; rest: number; distinct: number; bounds: readonly number[] }
export type Stats = ReadonlyMap<AnyColumn, ColumnStats>

type Kept = { stats: Promise<Stats>; readAt: number; isBeingRead: boolean }
const keptBy = new WeakMap<Queryable, Map<Listing, Kept>>()

/** They change when Postgres gathers them anew, and are a guess in any case. */
const keptMs = 60_000

/** Of the columns by which the listing is narrowed; of those of which Postgres has not gathered any yet, none. */
export async function statsOf(db: Queryable, listing: Listing): Promise<Stats> {
  const its = keptBy.get(db) ?? new Map<Listing, Kept>()
  keptBy.set(db, its)
  const kept = its.get(listing)
  const read = () => {
    const stats = readStats(db, listing)
    its.set(listing, { stats, readAt: performance.now(), isBeingRead: false })
    return stats
  }
  if (!kept) {
    const first = read()
    first.catch(() => its.delete(listing))
    return await first
  }
  if (performance.now() - kept.readAt > keptMs && !kept.isBeingRead) {
    kept.isBeingRead = true
    // Nobody waits for it. What fails is tried again by who looks next.
    readStats(db, listing).then(
      (stats) => its.set(listing, { stats: Promise.resolve(stats), readAt: performance.now(), isBeingRead: false }),
      () => (kept.isBeingRead = false),
    )
  }
  return await kept.stats
}

type Row = { distinct: number; freqs: number[] | null; common: string[] | null; bounds: number[] }

async function readStats(db: Queryable, { table, bounds, held }: Listing): Promise<Stats> {
  const columns = [...new Set([...bounds.keys(), ...held])]
  const ofColumn = (column: AnyColumn): SQL => sql`
    select ${column.name}::text as name, n_distinct::float8 as distinct, most_common_freqs::float8[] as freqs,
      ${commonOf(column)} as common, ${boundsOf(column)} as bounds
    from pg_stats where schemaname = any (current_schemas(false)) and tablename = ${getTableName(table)} and attname = ${column.name}`
  const { rows } = await db.execute<Row & { name: string }>(sql.join(columns.map(ofColumn), sql` union all `))
  return new Map(
    columns.flatMap((column) => {
      const row = rows.find(({ name }) => name === column.name)
      return row ? [[column, statsOfRow(row)]] : []
    }),
  )
}

const isText = (column: AnyColumn): boolean => column.getSQLType() === 'text'
const type = (column: AnyColumn): SQL => sql.raw(column.getSQLType())
const number = (column: AnyColumn): SQL =>
  column.getSQLType().startsWith('timestamp') ? sql`extract(epoch from v) * 1000` : sql`v`

const commonOf = (column: AnyColumn): SQL =>
  isText(column)
    ? sql`most_common_vals::text::text[]`
    : sql`array(select (${number(column)})::float8::text from unnest(most_common_vals::text::${type(column)}[]) v)`

const boundsOf = (column: AnyColumn): SQL =>
  isText(column)
    ? sql`array[]::float8[]`
    : sql`array(select (${number(column)})::float8 from unnest(histogram_bounds::text::${type(column)}[]) v)`

function statsOfRow({ distinct, freqs, common, bounds }: Row): ColumnStats {
  const often = new Map((common ?? []).map((value, nth) => [value, freqs?.[nth] ?? 0]))
  const rest = Math.max(0, 1 - [...often.values()].reduce((sum, each) => sum + each, 0))
  return { common: often, rest, distinct, bounds }
}

/** Which part of all rows lies in the range, as 0 to 1; undefined where nothing was gathered. */
export function partWithin(stats: Stats, column: AnyColumn, { low, high }: Span): number | undefined {
  const its = stats.get(column)
  if (!its) return undefined
  let part = its.rest * Math.max(0, below(its.bounds, high) - below(its.bounds, low))
  for (const [value, often] of its.common) if (Number(value) >= low && Number(value) <= high) part += often
  return part
}

/** Whether the range lies beyond the first or last of the bounds but one: how what is rarest is spread there nobody knows. */
export function isAtAnEnd(stats: Stats, column: AnyColumn, { low, high }: Span): boolean {
  const { bounds } = stats.get(column) ?? { bounds: [] }
  return low >= (bounds.at(-2) ?? Infinity) || high <= (bounds[1] ?? -Infinity)
}

/** Which part of what the bounds are of lies below: between two of them evenly. */
function below(bounds: readonly number[], value: number): number {
  const next = bounds.findIndex((bound) => bound > value)
  if (bounds.length < 2 || next === 0) return 0
  if (next < 0) return 1
  const [from, to] = [bounds[next - 1] ?? 0, bounds[next] ?? 0]
  const within = Number.isFinite(to - from) && to > from ? (value - from) / (to - from) : 0.5
  return (next - 1 + within) / (bounds.length - 1)
}

/** Which part of all rows has one of the values; undefined where nothing was gathered. */
export function partAmong(
  stats: Stats,
  column: AnyColumn,
  values: readonly string[],
  rows: number,
): number | undefined {
  const its = stats.get(column)
  if (!its) return undefined
  // Below zero it is told as a part of all rows.
  const others = (its.distinct < 0 ? -its.distinct * rows : its.distinct) - its.common.size
  const seldom = its.rest / Math.max(1, others)
  return Math.min(
    1,
    values.reduce((sum, value) => sum + (its.common.get(value) ?? seldom), 0),
  )
}
