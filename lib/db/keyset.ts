import { type AnyColumn, asc, desc, sql, type SQL } from 'drizzle-orm'
import { countMax, pageSize, type Total, type Window } from '../page.ts'
import type { Queryable } from './client.ts'

// Lists are cut by the place of a row (time, id), never by an offset: the hundredth page costs what the first does, and
// rows that arrive meanwhile shift nothing. Rows without a time come first, as the indexes have them.

/** The place of a row, to the microsecond: what `Cursor` describes. */
export const keyOf = (at: AnyColumn, id: AnyColumn): SQL<string> =>
  sql<string>`coalesce(to_char(${at} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), '-') || '~' || ${id}`

/** Condition and order for one window of a list, newest first; one row more than a page is to be read. */
export function keyset(
  at: AnyColumn,
  id: AnyColumn,
  window: Window,
): { where: SQL | undefined; orderBy: SQL[]; limit: number } {
  const isBackward = window.before !== undefined
  return {
    where: beyond(at, id, window.before ?? window.after, isBackward),
    orderBy: isBackward ? [asc(at), asc(id)] : [desc(at), desc(id)],
    limit: pageSize + 1,
  }
}

function beyond(at: AnyColumn, id: AnyColumn, cursor: string | undefined, isBackward: boolean): SQL | undefined {
  if (cursor === undefined) return undefined
  const cut = cursor.indexOf('~')
  const [time, place] = [cursor.slice(0, cut), cursor.slice(cut + 1)]
  if (time === '-')
    return isBackward ? sql`(${at} is null and ${id} > ${place})` : sql`(${at} is not null or ${id} < ${place})`
  const there = sql`(${sql.param(time)}::timestamptz, ${sql.param(place, id)})`
  return isBackward ? sql`(${at} is null or (${at}, ${id}) > ${there})` : sql`(${at}, ${id}) < ${there}`
}

/** Cuts what `keyset` found to a page in the order of the list, and says whether there is more on either side. */
export function cutPage<Row extends { key: string }>(found: Row[], window: Window) {
  const isBackward = window.before !== undefined
  const rows = isBackward ? found.slice(0, pageSize).toReversed() : found.slice(0, pageSize)
  const hasMore = found.length > pageSize
  const hasNewer = isBackward ? hasMore : window.after !== undefined
  const hasOlder = isBackward || hasMore
  return {
    rows,
    newer: hasNewer ? (rows[0]?.key ?? null) : null,
    older: hasOlder ? (rows.at(-1)?.key ?? null) : null,
  }
}

/** How many rows `rows` selects (it must end after `countMax + 1` of them). */
export async function countRows(db: Queryable, rows: SQL): Promise<Total> {
  const found = await db.execute<{ count: string }>(sql`select count(*) as count from (${rows}) as counted`)
  const count = Number(found.rows[0]?.count ?? 0)
  return { count: Math.min(count, countMax), isExact: count <= countMax }
}

/** `text` as a LIKE pattern that finds it anywhere. */
export const containing = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
