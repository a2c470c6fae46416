import { and, inArray, isNotNull, isNull, like, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { containing, countRows, cutPage, keyset, newestFirst, type Order } from '../db/keyset.ts'
import type { desktop, ecsServer, phoneServer } from '../db/mirror-schema.ts'
import { countMax, type ResourceSort, type RowsPage, type SizedWindow } from '../page.ts'
import { freshnessOf, type MirrorKind } from './freshness.ts'

/** A mirrored table that is listed: all of them are narrowed, sorted and turned page by page alike. */
export type Mirror = {
  kind: MirrorKind
  table: typeof phoneServer | typeof desktop | typeof ecsServer
  /** The cloud's id of a row. */
  id: AnyColumn
}

type Filter = SizedWindow & { q: string; status: string; sort: ResourceSort }

/** Which rows: their places within the index, to be joined with the table, and in which order. */
export type Part = { places: Places; order: Order; orderBy: SQL[] }
type Places = ReturnType<typeof selectPlaces>

/**
 * A page of a mirror. `narrowed` is what the list's own filters demand; `read` fetches the rows of `places`, and only
 * these: the rest of the list is read from its index alone.
 */
export async function listMirror<Row extends { key: string }>(
  ctx: Context,
  mirror: Mirror,
  { accounts, filter, narrowed }: { accounts: string[]; filter: Filter; narrowed: (SQL | undefined)[] },
  read: (part: Part) => Promise<Row[]>,
): Promise<RowsPage<Row>> {
  const where = and(mirrorWhere(mirror, accounts, filter), ...narrowed)
  const order = mirrorOrder(mirror, filter.sort)
  const { where: inWindow, orderBy, limit } = keyset(order, filter)
  const places = selectPlaces(ctx, mirror, { where: and(where, inWindow), orderBy, limit })
  const [rows, total, asOf] = await Promise.all([
    read({ places, order, orderBy }),
    filter.counted ?? countRows(ctx.db, sql`select 1 from ${mirror.table} where ${where} limit ${countMax + 1}`),
    freshnessOf(ctx.db, mirror.kind, accounts),
  ])
  return { ...cutPage(rows, filter), total, asOf }
}

/** How the list stands, and thereby what a row's `key` is made of. */
export const mirrorOrder = ({ table, id }: Mirror, sort: ResourceSort = '-created'): Order =>
  sort === 'name' || sort === '-name'
    ? { by: table.sortName, id, holds: 'text', descends: sort === '-name' }
    : { ...newestFirst(table.createdInCloudAt, id), descends: sort === '-created' }

/** The rows of `accounts`, those that are gone only where these are asked for. */
function mirrorWhere({ table }: Mirror, accounts: string[], { q, status }: Filter): SQL | undefined {
  if (accounts.length === 0) return sql`false`
  return and(
    inArray(table.accountId, accounts),
    status === 'gone' ? isNotNull(table.goneAt) : isNull(table.goneAt),
    q === '' ? undefined : like(table.search, containing(q.toLowerCase())),
  )
}

const selectPlaces = (
  { db }: Pick<Context, 'db'>,
  { table, id }: Mirror,
  { where, orderBy, limit }: { where: SQL | undefined; orderBy: SQL[]; limit: number },
) =>
  db
    .select({ accountId: table.accountId, id: sql<string>`${id}`.as('place_id') })
    .from(table)
    .where(where)
    .orderBy(...orderBy)
    .limit(limit)
    .as('places')
