import { inArray, sql } from 'drizzle-orm'
import { type Order, allOrders, showOrder } from '../cloud/services/bss-orders.ts'
import { orderResources } from '../cloud/services/bss-resources.ts'
import type { Cloud } from '../cloud/cloud.ts'
import type { Database } from '../db/client.ts'
import { orderLink } from '../db/schema.ts'
import type { Effect, ResourceKind } from '../operations/kit.ts'
import type { RequestDocument } from '../requests/document.ts'
import { probeEffect } from './effects/probe.ts'
import { traceOf } from './effects/trace.ts'

export type Finding =
  | {
      kind: 'found'
      orderId: string
      resourceKind: ResourceKind
      resourceIds: string[]
      by: 'servers by name' | 'order list'
    }
  /** It runs, and there is no order to follow. */
  | { kind: 'started'; resourceKind: ResourceKind; resourceIds: string[] }
  /** The resource changed, but none of the orders can be told to be ours. */
  | { kind: 'unclear' }
  | { kind: 'several'; orderIds: string[] }
  | { kind: 'none' }

type Sought = {
  effect: Effect
  hasOrder: boolean
  document: RequestDocument
  requestId: string
  signedAt: Date
  now: Date
}

const beforeMs = 5 * 60_000

/**
 * Looks for a call whose answer was lost: by the state of its resources, then in the order list (protocol §2.6). Throws
 * CloudError when a look-up fails: a failed list is not an empty one.
 */
export async function findCall(db: Database, reads: Cloud, sought: Sought): Promise<Finding> {
  const probe = await probeEffect(reads, sought.effect)
  const { resourceKind } = traceOf(sought.effect)
  if (!sought.hasOrder) {
    if (probe.state === 'before') return { kind: 'none' }
    // Somebody may have started the resource meanwhile: that is no proof yet.
    return probe.state === 'busy'
      ? { kind: 'unclear' }
      : { kind: 'started', resourceKind, resourceIds: probe.resourceIds }
  }
  const [only, ...others] = probe.orderIds
  if (only !== undefined && others.length === 0)
    return { kind: 'found', orderId: only, resourceKind, resourceIds: probe.resourceIds, by: 'servers by name' }
  if (others.length > 0) return { kind: 'several', orderIds: probe.orderIds }
  const finding = await findInOrders(db, reads, sought)
  if (finding.kind === 'found') return { ...finding, resourceIds: probe.resourceIds }
  return finding.kind === 'none' && probe.state !== 'before' ? { kind: 'unclear' } : finding
}

async function findInOrders(db: Database, reads: Cloud, sought: Sought): Promise<Finding> {
  const { document, requestId, signedAt, now, effect } = sought
  const orders = await allOrders(reads, {
    createdFrom: new Date(signedAt.getTime() - beforeMs),
    createdUntil: new Date(now.getTime() + beforeMs),
    kind: traceOf(effect).orderKind,
  })
  const free = await withoutLinked(
    db,
    orders.map((order) => order.id),
    requestId,
  )
  const candidates: string[] = []
  for (const order of orders) {
    if (!free.has(order.id) || (document.price && order.amountMinor !== document.price.amountMinor)) continue
    if (await fits(reads, order, effect)) candidates.push(order.id)
  }
  const [only, ...others] = candidates
  if (only === undefined) return { kind: 'none' }
  return others.length === 0 && document.price
    ? { kind: 'found', orderId: only, resourceKind: traceOf(effect).resourceKind, resourceIds: [], by: 'order list' }
    : { kind: 'several', orderIds: candidates }
}

/** A purchase is told by its quantity. A change, by its resource as soon as billing names one; unpaid ones name none. */
async function fits(reads: Cloud, order: Order, effect: Effect): Promise<boolean> {
  const { count, service, resourceIds } = traceOf(effect)
  if (count !== undefined) {
    const detail = await showOrder(reads, order.id)
    return detail.lines.some((line) => line.quantity === count)
  }
  if (order.serviceType !== undefined && !order.serviceType.includes(service)) return false
  const resources = await orderResources(reads, order.id)
  return resources.length === 0 || resources.some(({ id }) => resourceIds.includes(id))
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
