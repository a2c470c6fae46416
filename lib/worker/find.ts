import { inArray, sql } from 'drizzle-orm'
import { allOrders, showOrder } from '../cloud/services/bss-orders.ts'
import { allServers } from '../cloud/services/cph-servers.ts'
import type { Cloud } from '../cloud/cloud.ts'
import type { Database } from '../db/client.ts'
import { orderLink } from '../db/schema.ts'
import type { Evidence } from '../operations/kit.ts'
import type { RequestDocument } from '../requests/document.ts'

export type Finding =
  | { kind: 'found'; orderId: string; serverIds: string[]; by: 'servers by name' | 'order list' }
  | { kind: 'several'; orderIds: string[] }
  | { kind: 'none' }

/** True when `name` is what the cloud makes of `asked`: itself, or with its sequence number (cph.md §2.4). */
export const isNameOf = (name: string, asked: string): boolean =>
  name === asked || (name.startsWith(`${asked}-`) && /^\d{1,4}$/.test(name.slice(asked.length + 1)))

const beforeMs = 5 * 60_000

/**
 * Looks for a purchase whose answer was lost: by its unique name among the servers, then in the order list (protocol
 * §2.6). Throws CloudError when a look-up fails: a failed list is not an empty one.
 */
export async function findPurchase(
  db: Database,
  reads: Cloud,
  sought: { evidence: Evidence; document: RequestDocument; requestId: string; signedAt: Date; now: Date },
): Promise<Finding> {
  const servers = await allServers(reads, { serverName: sought.evidence.name })
  const ours = servers.filter((server) => isNameOf(server.name, sought.evidence.name))
  const orderIds = [...new Set(ours.flatMap((server) => (server.orderId === undefined ? [] : [server.orderId])))]
  const [only, ...others] = orderIds
  if (only !== undefined && others.length === 0)
    return { kind: 'found', orderId: only, serverIds: ours.map((server) => server.id), by: 'servers by name' }
  if (others.length > 0) return { kind: 'several', orderIds }
  return await findInOrders(db, reads, sought)
}

async function findInOrders(
  db: Database,
  reads: Cloud,
  {
    document,
    requestId,
    signedAt,
    now,
    evidence,
  }: { document: RequestDocument; requestId: string; signedAt: Date; now: Date; evidence: Evidence },
): Promise<Finding> {
  const orders = await allOrders(reads, {
    createdFrom: new Date(signedAt.getTime() - beforeMs),
    createdUntil: new Date(now.getTime() + beforeMs),
    kind: 1,
  })
  const free = await withoutLinked(
    db,
    orders.map((order) => order.id),
    requestId,
  )
  const candidates: string[] = []
  for (const order of orders) {
    if (!free.has(order.id) || (document.price && order.amountMinor !== document.price.amountMinor)) continue
    const detail = await showOrder(reads, order.id)
    if (detail.lines.some((line) => line.quantity === evidence.count)) candidates.push(order.id)
  }
  const [only, ...others] = candidates
  if (only === undefined) return { kind: 'none' }
  return others.length === 0 && document.price
    ? { kind: 'found', orderId: only, serverIds: [], by: 'order list' }
    : { kind: 'several', orderIds: candidates }
}

async function withoutLinked(db: Database, orderIds: string[], requestId: string): Promise<Set<string>> {
  if (orderIds.length === 0) return new Set()
  const linked = await db
    .select({ id: orderLink.orderId })
    .from(orderLink)
    .where(sql`${inArray(orderLink.orderId, orderIds)} and ${orderLink.requestId} <> ${requestId}`)
  const taken = new Set(linked.map((row) => row.id))
  return new Set(orderIds.filter((id) => !taken.has(id)))
}
