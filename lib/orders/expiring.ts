import { and, eq, ilike, inArray, or, sql, type SQL } from 'drizzle-orm'
import { accountsWith } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import type { Queryable } from '../db/client.ts'
import { containing, countRows, cutPage, keyOf, keyset, type Order } from '../db/keyset.ts'
import { cloudOrderResource as resource, desktop, ecsServer, phoneServer } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { freshnessOf } from '../inventory/freshness.ts'
import { countMax, type RowsPage, type SizedWindow, type Total } from '../page.ts'
import { ExpiringFilter } from './expiring-filter.ts'
import type { ExpiringRow } from './expiring-query.ts'

const soonestFirst: Order = { by: resource.expiresAt, id: resource.resourceId, holds: 'time', descends: false }

/** Of a resource of an order: the vendor has closed it (billing.md §2). */
const closed = 3

/** What was paid for in advance and runs out soon, over the accounts the person may read, the soonest first. */
export async function listExpiring(ctx: Context, filter: ExpiringFilter & SizedWindow): Promise<RowsPage<ExpiringRow>> {
  const readable = accountsWith(ctx.actor, 'order:read')
  const accounts = filter.account === undefined ? readable : readable.filter((id) => id === filter.account)
  const where = expiringWhere(accounts, filter)
  const part = keyset(soonestFirst, filter)
  const [found, total, asOf] = await Promise.all([
    selectExpiring(ctx.db, and(where, part.where))
      .orderBy(...part.orderBy)
      .limit(part.limit),
    filter.counted ?? countWhere(ctx.db, where),
    freshnessOf(ctx.db, 'orders', accounts),
  ])
  return { ...cutPage(found.map(toRow), filter), total, asOf }
}

/** How much of it there is within thirty days, and the `rowsMax` that run out first. */
export async function expiringSoon(db: Queryable, accounts: string[], rowsMax: number) {
  const where = expiringWhere(accounts, ExpiringFilter.parse({}))
  const [total, found] = await Promise.all([
    countWhere(db, where),
    selectExpiring(db, where)
      .orderBy(...keyset(soonestFirst, {}).orderBy)
      .limit(rowsMax),
  ])
  return { total, rows: found.map(toRow) }
}

const countWhere = (db: Queryable, where: SQL | undefined): Promise<Total> =>
  countRows(db, sql`select 1 from ${resource} where ${where} limit ${countMax + 1}`)

function expiringWhere(accounts: string[], { q, within }: ExpiringFilter): SQL | undefined {
  if (accounts.length === 0) return sql`false`
  const days = Number.parseInt(within, 10)
  return and(
    inArray(resource.accountId, accounts),
    resource.isMain,
    sql`${resource.status} is distinct from ${closed}`,
    sql`${resource.expiresAt} between clock_timestamp() and clock_timestamp() + make_interval(days => ${days}::integer)`,
    // A renewal is an order of its own, and says until when the same resource runs now.
    sql`not exists (
      select 1 from cloud_order_resource later
      where later.account_id = ${resource.accountId} and later.resource_id = ${resource.resourceId}
        and (later.expires_at, later.order_id) > (${resource.expiresAt}, ${resource.orderId})
    )`,
    q === ''
      ? undefined
      : or(
          ilike(resource.name, containing(q)),
          ilike(resource.resourceId, containing(q)),
          ilike(resource.orderId, containing(q)),
        ),
  )
}

const selectExpiring = (db: Queryable, where: SQL | undefined) =>
  db
    .select({
      key: keyOf(soonestFirst),
      resource,
      account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
      phoneServer: phoneServer.name,
      desktop: desktop.name,
      server: ecsServer.name,
    })
    .from(resource)
    .innerJoin(cloudAccount, eq(cloudAccount.id, resource.accountId))
    .leftJoin(
      phoneServer,
      and(eq(phoneServer.accountId, resource.accountId), eq(phoneServer.serverId, resource.resourceId)),
    )
    .leftJoin(desktop, and(eq(desktop.accountId, resource.accountId), eq(desktop.desktopId, resource.resourceId)))
    .leftJoin(ecsServer, and(eq(ecsServer.accountId, resource.accountId), eq(ecsServer.serverId, resource.resourceId)))
    .where(where)
    .$dynamic()

type Found = Awaited<ReturnType<typeof selectExpiring>>[number]

function toRow({ key, resource: it, account, ...mirrored }: Found): ExpiringRow {
  const kind = (['phoneServer', 'desktop', 'server'] as const).find((each) => mirrored[each] !== null)
  return {
    key,
    resourceId: it.resourceId,
    name: (kind && mirrored[kind]) || it.name || it.resourceId,
    kind: kind ?? null,
    service: it.serviceTypeCode,
    region: it.region,
    orderId: it.orderId,
    account,
    // Rows without a time are left out by the condition.
    expiresAt: it.expiresAt?.toISOString() ?? '',
  }
}
