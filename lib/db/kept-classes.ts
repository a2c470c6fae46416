import { getTableName, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { type ClassColumns, columnsOf, type Ends, without } from './class-columns.ts'
import type { Queryable } from './client.ts'
import type { Listing } from './listing.ts'

// The table of classes as the process keeps it. Each look asks, in one statement, which version of it is settled and what was
// appended since, so that what is answered is as true as the tables. Some thousand classes are read again only where they changed.

/** What the rows of a class are alike in, by the names of the columns. */
export type Kind = Readonly<Record<string, string | number | boolean | null>>

/** Between what something lies: times in milliseconds, a lag of times in seconds. */
export type Span = { low: number; high: number }

/** A class, how many rows it has, and between what they lie, in the order of `Listing.bounds`; null where none ever did. */
export type KeptClass = {
  key: string
  account: string
  kind: Kind
  members: number
  spans: (Span | null)[]
  lag: Span | null
}

type Kept = { version: bigint; classes: Map<string, KeptClass>; columns: ClassColumns }
type Found = { version: bigint; settled: KeptClass[]; loose: KeptClass[] }

const keptBy = new WeakMap<Queryable, Map<Listing, Kept>>()

/** All classes of the listing as they are now: those that are settled, and those of which more was written since. */
export async function classesOf(db: Queryable, listing: Listing): Promise<readonly ClassColumns[]> {
  const kept = keptBy.get(db)?.get(listing)
  let found = await read(db, listing, sql`not settled`)
  if (kept?.version === found.version) return withLoose(kept, found.loose)
  // Classes that were emptied are told of for one version: whoever missed it reads them all.
  const isNext = kept?.version === found.version - 1n
  if (isNext) found = await read(db, listing, sql`not settled or settled_in > ${kept.version}`)
  if (isNext && kept.version === found.version - 1n)
    return withLoose(keep(db, listing, found, new Map(kept.classes)), found.loose)
  found = await read(db, listing, sql`true`)
  return withLoose(keep(db, listing, found, new Map()), found.loose)
}

function keep(db: Queryable, listing: Listing, { version, settled }: Found, classes: Kept['classes']): Kept {
  for (const each of settled)
    if (each.members === 0) classes.delete(each.key)
    else classes.set(each.key, each)
  const its = keptBy.get(db) ?? new Map<Listing, Kept>()
  const kept = { version, classes, columns: columnsOf([...classes.values()]) }
  keptBy.set(db, its.set(listing, kept))
  return kept
}

function withLoose({ classes, columns }: Kept, loose: readonly KeptClass[]): readonly ClassColumns[] {
  if (loose.length === 0) return [columns]
  const changed = new Map<string, KeptClass>()
  for (const each of loose) {
    const before = changed.get(each.key) ?? classes.get(each.key)
    changed.set(each.key, before ? together(before, each) : each)
  }
  return [without(columns, changed.keys()), columnsOf([...changed.values()])]
}

const together = (one: KeptClass, other: KeptClass): KeptClass => ({
  ...one,
  members: one.members + other.members,
  spans: one.spans.map((span, nth) => around(span, other.spans[nth])),
  lag: around(one.lag, other.lag),
})

const around = (...spans: (Span | null | undefined)[]): Span | null => {
  const both = new Around()
  for (const span of spans) both.add(span)
  return both.span
}

/** What all spans that it was given lie in. */
export class Around {
  #low = Infinity
  #high = -Infinity

  /** Null where there was none. */
  get span(): Span | null {
    return this.#low > this.#high ? null : { low: this.#low, high: this.#high }
  }

  add(other: Span | null | undefined): void {
    if (other) this.#widen(other.low, other.high)
  }

  /** What a class has, by its place. */
  reach({ low, high }: Ends, place: number): void {
    this.#widen(low[place] ?? Infinity, high[place] ?? -Infinity)
  }

  #widen(low: number, high: number): void {
    if (low > high) return
    if (low < this.#low) this.#low = low
    if (high > this.#high) this.#high = high
  }
}

type Stored = {
  version: string
  key: string | null
  account: string
  settled: boolean
  members: number
  kind: Kind
  lows: (number | string | null)[]
  highs: (number | string | null)[]
}

async function read(db: Queryable, { classes: table, kinds, bounds, lag }: Listing, where: SQL): Promise<Found> {
  const spans = [...bounds.values(), ...(lag ? [lag] : [])]
  const kind = kinds.flatMap((column) => [sql`${column.name}::text`, sql.identifier(column.name)])
  const list = (columns: AnyColumn[]) => sql.join(columns.map(measured), sql`, `)
  const { rows } = await db.execute<Stored>(sql`
    select version::text, class_key::text as key, account_id as account, settled, members::float8,
      json_build_object(${sql.join(kind, sql`, `)}) as kind,
      array[${list(spans.map(({ low }) => low))}]::float8[] as lows, array[${list(spans.map(({ high }) => high))}]::float8[] as highs
    from class_version left join (select * from ${table} where ${where}) as ${sql.identifier(getTableName(table))} on true
    where class_version.of = ${getTableName(table)}`)
  const found: Found = { version: BigInt(rows[0]?.version ?? 0), settled: [], loose: [] }
  for (const row of rows) {
    if (row.key === null) continue
    const all = row.lows.map((low, nth) => spanOf(low, row.highs[nth] ?? null))
    const its = { key: row.key, account: row.account, kind: row.kind, members: row.members }
    const of = row.settled ? found.settled : found.loose
    of.push({ ...its, spans: all.slice(0, bounds.size), lag: all[bounds.size] ?? null })
  }
  return found
}

const measured = (column: AnyColumn): SQL =>
  column.getSQLType().startsWith('timestamp') ? sql`extract(epoch from ${column}) * 1000` : sql`${column}`

/** A lag that is not a number is of a time that nobody knows, and without end. */
function spanOf(low: number | string | null, high: number | string | null): Span | null {
  if (low === null || high === null) return null
  const [from, until] = [Number(low), Number(high)]
  return { low: from, high: Number.isNaN(until) ? Infinity : until }
}
