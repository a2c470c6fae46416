import { and, eq, sql } from 'drizzle-orm'
import type { WriteAnswer } from '../cloud/answer.ts'
import { type OrderDetail as Order, showOrder } from '../cloud/services/bss-orders.ts'
import { orderLink, orderTaken, payment } from '../db/schema.ts'
import { withParams } from '../errors.ts'
import { rivalReason } from '../orders/rival.ts'
import type { RequestEvent } from '../requests/machine.ts'
import { type MoneyState, type StateReason, inMs, move } from '../requests/store.ts'
import { noteTrouble, pauseRefusedAccount } from './account-state.ts'
import { type Bill, billOf } from './bill.ts'
import { type WorkerDeps, mover, sendingLeaseMs } from './deps.ts'
import { recordSafely } from './keep.ts'
import type { Next } from './look.ts'
import { stopReason } from './may-buy.ts'
import { mirrorOrder } from './mirror.ts'
import { type Held, isStillHeld, later } from './take.ts'

const sendsMax = 5

/** Order states of the billing service (billing.md §2). */
export const orderStatus = { approving: 1, refunding: 2, processing: 3, cancelled: 4, completed: 5, unpaid: 6 } as const

export async function linkedOrderId(deps: WorkerDeps, held: Held): Promise<string | undefined> {
  const [linked] = await deps.db
    .select({ id: orderLink.orderId })
    .from(orderLink)
    .where(eq(orderLink.requestId, held.id))
    .unionAll(deps.db.select({ id: orderTaken.orderId }).from(orderTaken).where(eq(orderTaken.requestId, held.id)))
  return linked?.id
}

/** The linked order as the cloud has it now, mirrored; undefined while it cannot be read (lists lag by seconds). */
export async function readLinkedOrder(deps: WorkerDeps, held: Held): Promise<Order | undefined> {
  const orderId = await linkedOrderId(deps, held)
  if (orderId === undefined) throw new Error('An ordered request has no order')
  try {
    const order = await showOrder(await deps.reads(held.account_id), orderId)
    await mirrorOrder(deps.db, held.account_id, order)
    return order
  } catch (thrown) {
    await noteTrouble(deps, held.account_id, thrown)
    return undefined
  }
}

/** An order that pays back is settled by the cloud itself. */
const moneyOf = ({ amountMinor = 0 }: Order): MoneyState => (amountMinor < 0 ? 'refunded' : 'paid')

/** ordered, payment_held: the order decides. Paid already, cancelled, or unpaid and to be compared with the approval. */
export async function readOrder(deps: WorkerDeps, held: Held): Promise<Next> {
  const order = await readLinkedOrder(deps, held)
  await deps.passed('order_read', held.id)
  switch (order?.status) {
    case orderStatus.processing:
    case orderStatus.completed:
      return await go(deps, held, 'findPaid', {
        money: moneyOf(order),
        detail: { orderId: order.id, status: order.status },
      })
    case orderStatus.cancelled:
      return await go(deps, held, 'findCancelled', { money: 'cancelled', detail: { orderId: order.id } })
    case orderStatus.unpaid:
      if (held.state === 'ordered') return await payIfCovered(deps, held, order)
      await later(deps, held, deps.horizons.pollMs * 6)
      return 'rest'
    default:
      await later(deps, held, deps.horizons.pollMs, {
        words: order ? 'reasons.orderWaits' : 'reasons.orderNotReadable',
      })
      return 'rest'
  }
}

async function go(
  deps: WorkerDeps,
  held: Held,
  event: RequestEvent,
  more: { money?: MoneyState; detail?: Record<string, unknown>; reason?: StateReason; wakeInMs?: number },
): Promise<Next> {
  await move(deps.db, { id: held.id, event, by: mover(deps), fence: held.fence, wakeInMs: 0, ...more })
  return 'again'
}

/** Why this order may not be paid on this approval; undefined when it is covered. */
function uncovered(held: Held, { currency }: Order, bill: Bill, sends: number): StateReason | undefined {
  if (held.amount_minor === null) return { words: 'reasons.noPriceApproved' }
  if (bill.problem) return bill.problem
  if (bill.amountMinor === undefined) return { words: 'reasons.orderWithoutAmount' }
  const amounts = { amountMinor: bill.amountMinor, approvedMinor: held.amount_minor, currency }
  if (currency !== held.currency) return { words: withParams('reasons.orderCurrency', amounts) }
  if (bill.amountMinor > held.amount_minor) return { words: withParams('reasons.orderAboveApproval', amounts) }
  return sends >= sendsMax ? { words: withParams('reasons.paymentTriedTooOften', { count: sends }) } : undefined
}

async function payIfCovered(deps: WorkerDeps, held: Held, order: Order): Promise<Next> {
  const stopped = await stopReason(deps)
  if (stopped !== undefined) {
    await later(deps, held, 60_000, { words: stopped })
    return 'rest'
  }
  const rival = await rivalReason(deps, order.id, held.id)
  if (rival !== undefined) {
    await later(deps, held, deps.horizons.pollMs * 6, { words: rival })
    return 'rest'
  }
  const bill = await readBill(deps, held, order)
  if (!bill) return 'rest'
  const [before] = await deps.db.select({ sends: payment.sends }).from(payment).where(eq(payment.requestId, held.id))
  const reason = uncovered(held, order, bill, before?.sends ?? 0)
  if (reason)
    return await go(deps, held, 'holdPayment', {
      reason,
      detail: { orderId: order.id, ...reason },
      wakeInMs: deps.horizons.pollMs * 6,
    })
  return await sendPayment(deps, held, order, bill)
}

/** Undefined while the cloud cannot be asked; then it is asked again. */
async function readBill(deps: WorkerDeps, held: Held, order: Order): Promise<Bill | undefined> {
  try {
    return await billOf(deps, held, order)
  } catch (thrown) {
    await noteTrouble(deps, held.account_id, thrown)
    await later(deps, held, deps.horizons.pollMs, { words: 'reasons.orderNotReadable' })
    return undefined
  }
}

async function sendPayment(deps: WorkerDeps, held: Held, order: Order, bill: Bill): Promise<Next> {
  const cloud = await deps.spends(held.account_id)
  const prepared = await cloud.prepareWrite(bill.call)
  const deadline = new Date(deps.clock.now().getTime() + deps.horizons.sendMs)
  const isIntended = await writePayIntent(deps, held, order, bill)
  if (!isIntended) return 'rest'
  await deps.passed('pay_intent', held.id)
  const answer = await cloud.sendWrite(prepared, { deadline })
  await deps.passed('pay_answered', held.id)
  const kept = { write: 'payment', held, orderId: order.id, answer, answeredAt: deps.clock.now() } as const
  await recordSafely(deps, kept, () => recordPayAnswer(deps, held, order.id, answer))
  await deps.passed('pay_recorded', held.id)
  return answer.kind === 'accepted' ? 'again' : 'rest'
}

/** The order id is written once; a further send of the same payment only counts up, and only while none is open. */
async function writePayIntent(
  deps: WorkerDeps,
  held: Held,
  { id: orderId, currency }: Order,
  { amountMinor }: Bill,
): Promise<boolean> {
  const { sendMs } = deps.horizons
  return await deps.db.transaction(async (tx) => {
    const moved = await move(tx, {
      id: held.id,
      event: 'pay',
      by: mover(deps),
      fence: held.fence,
      money: 'paying',
      detail: { orderId, amountMinor, currency },
      leaseMs: sendingLeaseMs(deps.horizons),
      wakeInMs: sendingLeaseMs(deps.horizons),
    })
    if (!moved || amountMinor === undefined) return false
    const written = await tx
      .insert(payment)
      .values({
        requestId: held.id,
        orderId,
        amountMinor,
        currency,
        state: 'sending',
        sends: 1,
        sendDeadline: inMs(sendMs),
      })
      .onConflictDoUpdate({
        target: payment.requestId,
        set: { state: 'sending', sends: sql`${payment.sends} + 1`, sendDeadline: inMs(sendMs) },
        setWhere: sql`${payment.state} in ('refused', 'unknown') and ${payment.orderId} = ${orderId}`,
      })
      .returning({ requestId: payment.requestId })
    if (written.length === 0) throw new Error('A payment of this request is open or settled')
    return true
  })
}

/** Codes that say the order is no longer, or just being, unpaid: the order itself then tells what it is (billing.md §3.4). */
const readTheOrder = new Set(['CBC.99003106', 'CBC.99000088'])

/** Records what came back from a payment, for its sender alone: whoever took over asks the order itself. */
export async function recordPayAnswer(
  deps: WorkerDeps,
  held: Held,
  orderId: string,
  answer: WriteAnswer,
): Promise<void> {
  const error = 'error' in answer ? answer.error : undefined
  if (error?.isCredentialRefusal) await pauseRefusedAccount(deps, held.account_id, error)
  // A key that was turned away says nothing about the order: it is paid when an owner has started the account again.
  const isKeyRefused = error?.isCredentialRefusal ?? false
  const isRefused = answer.kind === 'refused' && !isKeyRefused && !readTheOrder.has(answer.error.code)
  const state = answer.kind === 'accepted' ? 'accepted' : isRefused ? 'refused' : 'unknown'
  const event = answer.kind === 'accepted' ? 'acceptPayment' : isRefused ? 'refusePayment' : 'losePayment'
  await deps.db.transaction(async (tx) => {
    const moved = await move(tx, {
      id: held.id,
      event,
      by: mover(deps),
      fence: held.fence,
      money: state === 'accepted' ? 'paid' : 'unpaid',
      detail: { orderId, code: error?.code, why: 'reason' in answer ? answer.reason : undefined },
      ...(isRefused && {
        reason: { words: 'reasons.paymentRefused', code: answer.error.code, message: answer.error.message },
      }),
      ...(event === 'losePayment' && {
        reason: isKeyRefused ? { words: 'reasons.keyRefused' } : { words: 'reasons.paymentNoAnswer' },
      }),
      wakeInMs:
        event === 'acceptPayment'
          ? 0
          : event === 'losePayment'
            ? Math.min(5000, deps.horizons.pollMs)
            : deps.horizons.pollMs * 6,
    })
    // Whoever took over reads the order, and may be paying it: this answer is of an earlier send.
    if (!moved) return
    await tx
      .update(payment)
      .set({
        state,
        answeredAt: sql`clock_timestamp()`,
        httpStatus: 'httpStatus' in answer ? (answer.httpStatus ?? null) : (error?.httpStatus ?? null),
        cloudRequestId: 'requestId' in answer ? (answer.requestId ?? null) : null,
        errorCode: error?.code ?? null,
        errorMessage: error?.message ?? ('reason' in answer ? answer.reason : null),
      })
      .where(and(eq(payment.requestId, held.id), eq(payment.state, 'sending')))
  })
}

/** paying, found by another holder: its sender died or slept; the order will tell. */
export async function pay(deps: WorkerDeps, held: Held): Promise<Next> {
  await deps.db.transaction(async (tx) => {
    if (!(await isStillHeld(tx, held))) return
    await tx
      .update(payment)
      .set({ state: 'unknown' })
      .where(and(eq(payment.requestId, held.id), eq(payment.state, 'sending')))
    await move(tx, {
      id: held.id,
      event: 'losePayment',
      by: mover(deps),
      fence: held.fence,
      reason: { words: 'reasons.paymentNoAnswer' },
      wakeInMs: 0,
    })
  })
  return 'again'
}

/** payment_not_known: only the order's own state leads out; unpaid means that the payment may be sent again. */
export async function readUnknownPayment(deps: WorkerDeps, held: Held): Promise<Next> {
  const order = await readLinkedOrder(deps, held)
  switch (order?.status) {
    case orderStatus.processing:
    case orderStatus.completed:
      return await go(deps, held, 'findPaid', {
        money: moneyOf(order),
        detail: { orderId: order.id, status: order.status },
      })
    case orderStatus.cancelled:
      return await go(deps, held, 'findCancelled', { money: 'cancelled', detail: { orderId: order.id } })
    case orderStatus.unpaid:
      return await go(deps, held, 'findUnpaid', { money: 'unpaid', detail: { orderId: order.id } })
    default:
      await later(deps, held, deps.horizons.pollMs, { words: 'reasons.orderNotReadable' })
      return 'rest'
  }
}
