import { inArray, sql } from 'drizzle-orm'
import { type Order, allOrders, showOrder } from '../cloud/services/bss-orders.ts'
import { orderResources } from '../cloud/services/bss-resources.ts'
import type { Cloud } from '../cloud/cloud.ts'
import type { Database } from '../db/client.ts'
import { orderLink } from '../db/schema.ts'
import type { Effect, TargetKind } from '../operations/kit.ts'
import type { RequestDocument } from '../requests/document.ts'
import { probeEffect } from './effects/probe.ts'
import { traceOf } from './effects/trace.ts'

export type Finding =
  | {
      kind: 'found'
      orderId: string
      resourceKind: TargetKind
      resourceIds: string[]
      by: 'servers by name' | 'order list'
    }
  /** It runs, and there is no order to follow. */
  | { kind: 'started'; resourceKind: TargetKind; resourceIds: string[] }
  /**
   * Something happened that may be ours: the resource changed without an order that is surely ours, or there are orders
   * that could be. A person tells, unless it may clear up by itself.
   */
  | { kind: 'unclear'; orderIds: string[]; mayClearUp: boolean }
  | { kind: 'several'; orderIds: string[] }
  | { kind: 'none' }

type Sought = {
  effect: Effect
  hasOrder: boolean
  document: RequestDocument
  requestId: string
  signedAt: Date
  /** The last moment at which it can have been signed, where that is not known. */
  signedUntil?: Date
  /** How long after that its order may still be made and listed, in milliseconds. */
  horizonMs: number
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
      ? { kind: 'unclear', orderIds: [], mayClearUp: false }
      : { kind: 'started', resourceKind, resourceIds: probe.resourceIds }
  }
  const [only, ...others] = probe.orderIds
  if (only !== undefined && others.length === 0)
    return { kind: 'found', orderId: only, resourceKind, resourceIds: probe.resourceIds, by: 'servers by name' }
  if (others.length > 0) return { kind: 'several', orderIds: probe.orderIds }
  const finding = await findInOrders(db, reads, sought)
  if (finding.kind === 'found') return { ...finding, resourceIds: probe.resourceIds }
  return finding.kind === 'none' && probe.state !== 'before'
    ? { kind: 'unclear', orderIds: [], mayClearUp: false }
    : finding
}

async function findInOrders(db: Database, reads: Cloud, sought: Sought): Promise<Finding> {
  const { document, requestId, effect } = sought
  const { orderKind: kind, service, resourceKind } = traceOf(effect)
  const orders = await allOrders(reads, { ...windowOf(sought), kind })
  const ids = orders.map((order) => order.id)
  const free = await withoutLinked(db, ids, requestId)
  const [alike, others]: [string[], string[]] = [[], []]
  for (const order of orders) {
    if (!free.has(order.id) || (order.serviceType !== undefined && !order.serviceType.includes(service))) continue
    // A call that was long on its way costs what things cost when it arrived.
    const isPrice = document.price !== null && order.amountMinor === document.price.amountMinor
    const fit = await fitOf(reads, order, effect, isPrice)
    if (fit !== 'no') (fit === 'yes' ? alike : others).push(order.id)
  }
  const [only, ...more] = alike
  if (more.length > 0) return { kind: 'several', orderIds: alike }
  if (only !== undefined) return { kind: 'found', orderId: only, resourceKind, resourceIds: [], by: 'order list' }
  if (others.length === 0) return { kind: 'none' }
  return { kind: 'unclear', orderIds: others, mayClearUp: await hasYoungRival(db, sought) }
}

/** When its order can have been made: later ones are none of it, since its signature had died. */
const windowOf = ({ signedAt, signedUntil = signedAt, horizonMs, now }: Sought) => ({
  createdFrom: new Date(signedAt.getTime() - beforeMs),
  createdUntil: new Date(Math.min(now.getTime(), signedUntil.getTime() + horizonMs) + beforeMs),
})

/**
 * How well an order suits what was asked for. A purchase is told by its price and quantity; a change by its price, and by
 * its resource as soon as billing names one, which it does not of an unpaid one. `perhaps`: ours may look like this too.
 */
async function fitOf(reads: Cloud, order: Order, effect: Effect, isPrice: boolean): Promise<'yes' | 'perhaps' | 'no'> {
  const { count, resourceIds } = traceOf(effect)
  if (count !== undefined) {
    const isNumber = isPrice && (await showOrder(reads, order.id)).lines.some((line) => line.quantity === count)
    return isNumber ? 'yes' : 'perhaps'
  }
  const resources = await orderResources(reads, order.id)
  if (resources.length > 0 && !resources.some(({ id }) => resourceIds.includes(id))) return 'no'
  return isPrice ? 'yes' : 'perhaps'
}

/** True while another call of this customer is open that may have made one of these orders and may still find it. */
async function hasYoungRival(db: Database, sought: Sought): Promise<boolean> {
  const { document, requestId, horizonMs } = sought
  const { rowCount } = await db.execute(sql`
    select from attempt a
    join cloud_account theirs on theirs.id = a.account_id
    join cloud_account ours on ours.domain_id = theirs.domain_id and ours.id = ${document.account.id}
    where a.state in ('sending', 'unknown') and a.request_id <> ${requestId}
      and a.signed_at < ${windowOf(sought).createdUntil.toISOString()}::timestamptz
      and a.signed_at > clock_timestamp() - make_interval(secs => ${horizonMs / 1000}::double precision)
    limit 1`)
  return rowCount === 1
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

/** The orders that a finding names. */
export function orderIdsOf(finding: Finding): string[] {
  switch (finding.kind) {
    case 'found':
      return [finding.orderId]
    case 'several':
    case 'unclear':
      return finding.orderIds
    case 'started':
    case 'none':
      return []
  }
}
