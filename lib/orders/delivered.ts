import { and, asc, desc, eq, inArray, ne, or, sql } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { cloudOrderLine, cloudOrderResource, desktop, ecsServer, phoneServer } from '../db/mirror-schema.ts'
import { orderLink, resourceLink } from '../db/schema.ts'
import type { InventoryFace, OrderedResource, OrderLine } from './queries.ts'

type Of = { accountId: string; orderId: string }
type OfService = Of & { service: string }

const rowsMax = 500

/**
 * What was ordered, line by line, those of the order's own service first: a server before its disks. None until the billing
 * service told it.
 */
export async function loadLines(db: Queryable, { accountId, orderId, service }: OfService): Promise<OrderLine[]> {
  const rows = await db
    .select()
    .from(cloudOrderLine)
    .where(and(eq(cloudOrderLine.accountId, accountId), eq(cloudOrderLine.orderId, orderId)))
    .orderBy(ne(cloudOrderLine.serviceTypeCode, service), asc(cloudOrderLine.lineId))
    .limit(rowsMax)
  return rows.map((it) => ({
    id: it.lineId,
    product: it.productSpec,
    service: it.serviceTypeCode,
    region: it.region,
    count: it.count,
    period: it.periodType === null || it.periodCount === null ? null : { type: it.periodType, count: it.periodCount },
    amountMinor: it.amountMinor,
    officialMinor: it.officialMinor,
    effectiveAt: it.effectiveAt?.toISOString() ?? null,
    expiresAt: it.expiresAt?.toISOString() ?? null,
  }))
}

/**
 * How many things a purchase is about, or null where nobody said. Lines are of the things and of what belongs to each of
 * them (a server, its addresses), so the longest of the order's own service counts.
 */
export function askedCount(orderType: number, service: string, lines: readonly OrderLine[]): number | null {
  if (orderType !== 1) return null
  const counts = lines.flatMap((line) => (line.service === service && line.count !== null ? [line.count] : []))
  return counts.length === 0 ? null : Math.max(...counts)
}

/**
 * What came of an order, main things first: as billing lists it, and what the inventory has of it that billing has not
 * told yet.
 */
export async function loadResources(db: Queryable, of: Of): Promise<OrderedResource[]> {
  const { accountId, orderId } = of
  const [billed, linked] = await Promise.all([
    db
      .select()
      .from(cloudOrderResource)
      .where(and(eq(cloudOrderResource.accountId, accountId), eq(cloudOrderResource.orderId, orderId)))
      .orderBy(desc(cloudOrderResource.isMain), asc(cloudOrderResource.name), asc(cloudOrderResource.resourceId))
      .limit(rowsMax),
    db
      .select({ id: resourceLink.resourceId })
      .from(resourceLink)
      .innerJoin(orderLink, eq(orderLink.requestId, resourceLink.requestId))
      .where(eq(orderLink.orderId, orderId)),
  ])
  const ids = [...new Set([...billed.map(({ resourceId }) => resourceId), ...linked.map(({ id }) => id)])]
  const known = await inInventory(db, of, ids)
  const told = new Set(billed.map(({ resourceId }) => resourceId))
  return [
    ...billed.map((it) => ({
      id: it.resourceId,
      name: it.name,
      type: it.resourceTypeCode,
      isMain: it.isMain,
      expiresAt: it.expiresAt?.toISOString() ?? null,
      // billing.md §4: closed, or no longer told of.
      isClosed: it.status === 3,
      inventory: known.get(it.resourceId)?.face ?? null,
    })),
    ...[...known].flatMap(([id, { name, face }]) =>
      told.has(id) ? [] : [{ id, name, type: '', isMain: true, expiresAt: null, isClosed: false, inventory: face }],
    ),
  ]
}

type Known = Map<string, { name: string; face: InventoryFace }>

async function inInventory(db: Queryable, { accountId, orderId }: Of, ids: string[]): Promise<Known> {
  const [phoneServers, desktops, servers] = await Promise.all([
    db
      .select({
        id: phoneServer.serverId,
        name: phoneServer.name,
        goneAt: phoneServer.goneAt,
        status: phoneServer.status,
        phones: sql<number>`jsonb_array_length(${phoneServer.phones})`,
      })
      .from(phoneServer)
      .where(
        and(
          eq(phoneServer.accountId, accountId),
          or(eq(phoneServer.orderId, orderId), oneOf(phoneServer.serverId, ids)),
        ),
      )
      .limit(rowsMax),
    db
      .select({ id: desktop.desktopId, name: desktop.name, goneAt: desktop.goneAt })
      .from(desktop)
      .where(and(eq(desktop.accountId, accountId), or(eq(desktop.orderId, orderId), oneOf(desktop.desktopId, ids))))
      .limit(rowsMax),
    db
      .select({ id: ecsServer.serverId, name: ecsServer.name, goneAt: ecsServer.goneAt })
      .from(ecsServer)
      .where(
        and(eq(ecsServer.accountId, accountId), or(eq(ecsServer.orderId, orderId), oneOf(ecsServer.serverId, ids))),
      )
      .limit(rowsMax),
  ])
  const plain = (list: InventoryFace['list']) => (row: { id: string; name: string; goneAt: Date | null }) =>
    [row.id, { name: row.name, face: { list, isGone: row.goneAt !== null, status: null, phones: 0 } }] as const
  return new Map<string, { name: string; face: InventoryFace }>([
    ...phoneServers.map(
      ({ id, name, goneAt, status, phones }) =>
        [id, { name, face: { list: 'phone-servers' as const, isGone: goneAt !== null, status, phones } }] as const,
    ),
    ...desktops.map(plain('desktops')),
    ...servers.map(plain('servers')),
  ])
}

const oneOf = (column: Parameters<typeof inArray>[0], ids: string[]) =>
  ids.length === 0 ? sql`false` : inArray(column, ids)
