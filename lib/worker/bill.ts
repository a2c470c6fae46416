import type { WriteCall } from '../cloud/call.ts'
import type { OrderDetail as Order } from '../cloud/services/bss-orders.ts'
import { payCall } from '../cloud/services/bss-payment.ts'
import { withParams } from '../errors.ts'
import { findOperation } from '../operations/registry.ts'
import { readAmountToPay } from '../orders/amount-to-pay.ts'
import { loadDocument } from '../requests/load.ts'
import type { StateReason } from '../requests/store.ts'
import type { WorkerDeps } from './deps.ts'
import type { Held } from './take.ts'

/** The payment of an order: the call, and the most that it costs, in hundredths; undefined where the cloud says no amount. */
export type Bill = {
  call: WriteCall
  amountMinor: number | undefined
  /** Why it cannot be sent as it was approved. */
  problem?: StateReason
}

/**
 * What paying `order` means for this request. An order that it made is paid with money alone; one that it took on, with the
 * very bytes that were approved. Throws CloudError when the cloud cannot be asked.
 */
export async function billOf(deps: WorkerDeps, held: Held, order: Order): Promise<Bill> {
  const { input, account, name, call: approved } = await loadDocument(deps.db, held.id, held.version)
  const operation = findOperation(held.operation)
  const pays = operation?.prepare(input, { projectId: account.projectId, mark: name.slice(-8) }).pays
  if (pays === undefined) return { call: payCall(order.id), amountMinor: order.amountMinor }
  const call = payCall(pays.orderId, pays)
  if (pays.orderId !== order.id || call.body !== approved.body || call.path !== approved.path)
    throw new Error('The payment is not the one that was approved')
  const { amountMinor, missing } = await readAmountToPay(await deps.reads(held.account_id), pays, deps.clock.now())
  if (missing.length === 0) return { call, amountMinor }
  const ids = missing.join(', ')
  return { call, amountMinor, problem: { words: withParams('reasons.meansGone', { count: missing.length, ids }) } }
}
