import { sql } from 'drizzle-orm'
import { allOrders } from '../cloud/services/bss-orders.ts'
import type { Cloud } from '../cloud/cloud.ts'
import type { Database } from '../db/client.ts'
import type { TargetKind } from '../operations/kit.ts'
import { probeEffect } from './effects/probe.ts'
import { traceOf } from './effects/trace.ts'
import { type Sought, takenOrders, weigh, type Weighed, windowOf } from './weigh.ts'

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

/** What a look-up saw on its way to its finding. */
export type Seen = {
  finding: Finding
  /** Orders of its kind and time, each compared; undefined where none were listed. */
  weighed: readonly Weighed[] | undefined
  /** Orders that resources of the sought name call theirs. */
  named: readonly string[]
}

/**
 * Looks for a call whose answer was lost: by the state of its resources, then in the order list (protocol §2.6). Throws
 * CloudError when a look-up fails: a failed list is not an empty one.
 */
export async function findCall(db: Database, reads: Cloud, sought: Sought): Promise<Seen> {
  const probe = await probeEffect(reads, sought.effect)
  const { resourceKind } = traceOf(sought.effect)
  const byState = (finding: Finding): Seen => ({ finding, weighed: undefined, named: probe.orderIds })
  if (!sought.hasOrder) {
    if (probe.state === 'before') return byState({ kind: 'none' })
    // Somebody may have started the resource meanwhile: that is no proof yet.
    return probe.state === 'busy'
      ? byState({ kind: 'unclear', orderIds: [], mayClearUp: false })
      : byState({ kind: 'started', resourceKind, resourceIds: probe.resourceIds })
  }
  const [only, ...others] = probe.orderIds
  if (only !== undefined && others.length === 0)
    return byState({
      kind: 'found',
      orderId: only,
      resourceKind,
      resourceIds: probe.resourceIds,
      by: 'servers by name',
    })
  if (others.length > 0) return byState({ kind: 'several', orderIds: probe.orderIds })
  const { finding, weighed } = await findInOrders(db, reads, sought)
  const seen = (made: Finding): Seen => ({ finding: made, weighed, named: [] })
  if (finding.kind === 'found') return seen({ ...finding, resourceIds: probe.resourceIds })
  return finding.kind === 'none' && probe.state !== 'before'
    ? seen({ kind: 'unclear', orderIds: [], mayClearUp: false })
    : seen(finding)
}

async function findInOrders(
  db: Database,
  reads: Cloud,
  sought: Sought,
): Promise<{ finding: Finding; weighed: Weighed[] }> {
  const { orderKind: kind, resourceKind } = traceOf(sought.effect)
  const orders = await allOrders(reads, { ...windowOf(sought), kind })
  const ids = orders.map((order) => order.id)
  const taken = await takenOrders(db, ids, sought.requestId)
  const [alike, others]: [string[], string[]] = [[], []]
  const weighed: Weighed[] = []
  for (const order of orders) {
    const each = await weigh(reads, sought, { order, taken })
    weighed.push(each)
    const { fit } = each
    if (fit !== 'no') (fit === 'yes' ? alike : others).push(order.id)
  }
  const [only, ...more] = alike
  if (more.length > 0) return { finding: { kind: 'several', orderIds: alike }, weighed }
  if (only !== undefined)
    return { finding: { kind: 'found', orderId: only, resourceKind, resourceIds: [], by: 'order list' }, weighed }
  if (others.length === 0) return { finding: { kind: 'none' }, weighed }
  const mayClearUp = await hasYoungRival(db, sought)
  return { finding: { kind: 'unclear', orderIds: others, mayClearUp }, weighed }
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
