import { type AnyColumn, asc, desc, sql, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { countMax, pageSize, type Total, type SizedWindow } from '../page.ts'
import type { Queryable } from './client.ts'

// Lists are cut by the place of a row (what it is sorted by, id), never by an offset: the hundredth page costs what the
// first does, and rows that arrive meanwhile shift nothing. Rows without a time come before the newest, as the indexes
// have them.

/**
 * How a list is sorted; `id` decides between rows that are equal. Texts, numbers and moments are never null: a moment that
 * is not known stands at an end of time, and a single range of an index gives any page of them.
 */
export type Order = { by: AnyColumn; id: AnyColumn; descends: boolean } & Held
type Held = { holds: 'time' | 'text' | 'number' } | { holds: 'moment'; unknown: 'infinity' | '-infinity' }

/** Newest first: how lists are sorted unless a person asks otherwise. */
export const newestFirst = (at: AnyColumn, id: AnyColumn) =>
  ({ by: at, id, holds: 'time', descends: true }) satisfies Order

/** The place of a row, times to the microsecond: what `Cursor` describes. */
export const keyOf = ({ by, id, holds }: Pick<Order, 'by' | 'id' | 'holds'>): SQL<string> => {
  const micros = sql`to_char(${by} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  if (holds === 'time') return sql<string>`coalesce(${micros}, '-') || '~' || ${id}`
  if (holds === 'moment') return sql<string>`case when isfinite(${by}) then ${micros} else '-' end || '~' || ${id}`
  return sql<string>`${by} || '~' || ${id}`
}

/** Condition and order for one window of a list; one row more than a page is to be read. */
export function keyset(
  order: Order,
  window: SizedWindow,
): { where: SQL | undefined; orderBy: SQL[]; limit: number; goesDown: boolean } {
  const { by, id, descends } = order
  const goesDown = descends === (window.before === undefined)
  return {
    where: beyond(order, window.before ?? window.after, goesDown),
    orderBy: goesDown ? [desc(by), desc(id)] : [asc(by), asc(id)],
    limit: (window.size ?? pageSize) + 1,
    goesDown,
  }
}

/** Whether the text is a moment that there is: the thirtieth of February is none. */
function isTime(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(text)) return false
  const at = new Date(text)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 19) === text.slice(0, 19)
}

/** What lies after the cursor; a cursor of another order says nothing, and the list begins anew. */
function beyond(order: Order, cursor: string | undefined, goesDown: boolean): SQL | undefined {
  if (cursor === undefined) return undefined
  const cut = cursor.lastIndexOf('~')
  const [value, place] = [cursor.slice(0, cut), cursor.slice(cut + 1)]
  if (order.id.getSQLType() === 'uuid' && !z.uuid().safeParse(place).success) return undefined
  if (order.holds === 'time') return beyondTime(order, { value, place }, goesDown)
  const { by, id } = order
  const at = valueAt(order, value)
  if (at === undefined) return undefined
  const there = sql`(${at}, ${sql.param(place, id)})`
  return goesDown ? sql`(${by}, ${id}) < ${there}` : sql`(${by}, ${id}) > ${there}`
}

/** What the cursor's text says in SQL; undefined where it belongs to another order. */
function valueAt(order: Order, value: string): SQL | undefined {
  if (order.holds === 'text') return sql`${sql.param(value, order.by)}`
  if (order.holds === 'number')
    return /^-?\d{1,18}$|^-9223372036854775808$/.test(value) ? sql`${value}::bigint` : undefined
  const moment = order.holds === 'moment' && value === '-' ? order.unknown : value
  return moment !== value || isTime(value) ? sql`${moment}::timestamptz` : undefined
}

/** Where the cursor of numbers or moments stands, in units or whole milliseconds; undefined where the list begins. */
export function cursorAt(order: Order, { after, before }: SizedWindow): number | undefined {
  const cursor = before ?? after
  if (cursor === undefined) return undefined
  const value = cursor.slice(0, cursor.lastIndexOf('~'))
  if (valueAt(order, value) === undefined) return undefined
  if (order.holds === 'number') return Number(value)
  if (order.holds !== 'moment') return undefined
  return value === '-' ? (order.unknown === 'infinity' ? Infinity : -Infinity) : Date.parse(value)
}

function beyondTime(
  { by, id }: Order,
  { value, place }: { value: string; place: string },
  goesDown: boolean,
): SQL | undefined {
  if (value === '-')
    return goesDown ? sql`(${by} is not null or ${id} < ${place})` : sql`(${by} is null and ${id} > ${place})`
  if (!isTime(value)) return undefined
  const there = sql`(${sql.param(value)}::timestamptz, ${sql.param(place, id)})`
  return goesDown ? sql`(${by}, ${id}) < ${there}` : sql`(${by} is null or (${by}, ${id}) > ${there})`
}

/** Cuts what `keyset` found to a page in the order of the list, and says whether there is more on either side. */
export function cutPage<Row extends { key: string }>(found: Row[], window: SizedWindow) {
  const isBackward = window.before !== undefined
  const { size = pageSize } = window
  const page = found.slice(0, endOfPage(found, size))
  const rows = isBackward ? page.toReversed() : page
  const hasMore = found.length > size
  const hasNewer = isBackward ? hasMore : window.after !== undefined
  const hasOlder = isBackward || hasMore
  return {
    rows,
    newer: hasNewer ? (rows[0]?.key ?? null) : null,
    older: hasOlder ? (rows.at(-1)?.key ?? null) : null,
  }
}

/**
 * Where a page ends: not between rows of one place, such as an order that two projects share, since what follows is read from
 * beyond the place.
 */
function endOfPage(found: { key: string }[], size: number): number {
  const next = found[size]?.key
  if (next === undefined) return size
  return found.findLastIndex(({ key }, index) => index < size && key !== next) + 1 || size
}

/** How many rows `rows` selects (it must end after `countMax + 1` of them). */
export async function countRows(db: Queryable, rows: SQL): Promise<Total> {
  const found = await db.execute<{ count: string }>(sql`select count(*) as count from (${rows}) as counted`)
  const count = Number(found.rows[0]?.count ?? 0)
  return { count: Math.min(count, countMax), isExact: count <= countMax }
}

/** `text` as a LIKE pattern that finds it anywhere. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
