import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import type { Transaction } from '../db/client.ts'
import { wake } from '../db/queue.ts'
import { candidateDecision, orderCandidate, orderQuestion } from '../db/desk-schema.ts'
import { orderLink, request } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { OrderId } from './candidate.ts'
import { authorsOf, loadDocument, loadVisibleRequest, type RequestRow } from './load.ts'
import { move, record } from './store.ts'

// How people settle a call whose answer was lost. None of it asks or tells the cloud anything: the worker has read the
// orders, and it carries on from what is decided here.

const Reasoned = { comment: z.string().trim().min(1, 'errors.required').max(4000) }

export const ReadOrder = z.strictObject({ id: z.uuid(), orderId: OrderId })
export const AdoptOrder = z.strictObject({ id: z.uuid(), orderId: OrderId, ...Reasoned })
export const DisownOrders = z.strictObject({
  id: z.uuid(),
  /** What the person had before their eyes: an order that has turned up since is looked at first. */
  orderIds: z.array(OrderId).min(1).max(100),
  ...Reasoned,
})

type Settled = { id: string; state: string }

/**
 * Asks the worker to read an order and to compare it with the request. Throws `conflict` where no order is sought any
 * more.
 */
export async function readOrder(ctx: Context, { id, orderId }: z.output<typeof ReadOrder>): Promise<Settled> {
  const row = await loadToSettle(ctx, id)
  return await ctx.db.transaction(async (tx) => {
    const woken = await tx
      .update(request)
      .set({ wakeAt: sql`clock_timestamp()` })
      .where(and(eq(request.id, id), sql`${request.state} in ('needs_person', 'absent')`))
      .returning({ state: request.state })
    const [{ state } = { state: undefined }] = woken
    if (state === undefined) throw new AppError('conflict', 'errors.cannotSettle')
    await tx.insert(orderQuestion).values({ requestId: id, orderId, personId: ctx.actor.personId })
    await record(tx, {
      event: 'request.readOrder',
      by: { kind: 'person', id: ctx.actor.personId },
      requestId: id,
      accountId: row.accountId,
      detail: { orderId },
    })
    await wake(tx, id)
    return { id, state }
  })
}

/**
 * Takes one of the orders that the worker has read as the request's own; it is compared and paid like any other. A second
 * person says so: the database refuses whoever asked or edited, whatever this code does. Throws `conflict` when the order
 * does not fit, is another's by now, or the request moved on.
 */
export async function adoptOrder(
  ctx: Context,
  { id, orderId, comment }: z.output<typeof AdoptOrder>,
): Promise<Settled> {
  const row = await loadToSettle(ctx, id)
  await loadDocument(ctx.db, id, row.version)
  return await ctx.db.transaction(async (tx) => {
    const state = await adopt(tx, ctx, { id, orderId, comment })
    await wake(tx, id)
    return { id, state }
  })
}

/** Takes an unpaid order as the request's own, to have it cancelled. Throws as `adoptOrder`, or when it is not unpaid. */
export async function cancelFoundOrder(
  ctx: Context,
  { id, orderId, comment }: z.output<typeof AdoptOrder>,
): Promise<Settled> {
  const row = await loadToSettle(ctx, id)
  requirePermission(ctx, 'request:cancel', { accountId: row.accountId })
  return await ctx.db.transaction(async (tx) => {
    const [seen] = await tx
      .select({ status: orderCandidate.status })
      .from(orderCandidate)
      .where(and(eq(orderCandidate.requestId, id), eq(orderCandidate.orderId, orderId)))
    if (seen?.status !== unpaid) throw new AppError('conflict', 'errors.nothingToCancel')
    await adopt(tx, ctx, { id, orderId, comment })
    const moved = await move(tx, {
      id,
      event: 'cancel',
      by: { kind: 'person', id: ctx.actor.personId },
      detail: { orderId, comment },
      wakeInMs: 0,
    })
    if (!moved) throw new AppError('conflict', 'errors.cannotSettle')
    await wake(tx, id)
    return { id, state: moved.state }
  })
}

/** Pending payment (billing.md §2). */
const unpaid = 6

async function adopt(
  tx: Transaction,
  ctx: Context,
  { id, orderId, comment }: z.output<typeof AdoptOrder>,
): Promise<string> {
  const [seen] = await tx
    .select({ candidate: orderCandidate, owner: orderLink.requestId })
    .from(orderCandidate)
    .leftJoin(orderLink, eq(orderLink.orderId, orderCandidate.orderId))
    .where(and(eq(orderCandidate.requestId, id), eq(orderCandidate.orderId, orderId)))
  if (!seen || seen.candidate.readAt === null) throw new AppError('conflict', 'errors.orderNotRead')
  if (seen.owner !== null) throw new AppError('conflict', 'errors.orderTaken')
  if (seen.candidate.fit === 'no') throw new AppError('conflict', 'errors.orderDoesNotFit')
  await tx
    .insert(candidateDecision)
    .values({ requestId: id, orderId, decision: 'adopt', personId: ctx.actor.personId, reason: comment })
  const { amountMinor, currency } = seen.candidate
  const moved = await move(tx, {
    id,
    event: 'adopt',
    by: { kind: 'person', id: ctx.actor.personId },
    money: 'unpaid',
    delivery: 'waiting',
    detail: { orderId, amountMinor, currency, comment },
    wakeInMs: 0,
  })
  if (!moved) throw new AppError('conflict', 'errors.cannotSettle')
  return moved.state
}

const lateLookMs = 3_600_000

/**
 * Says that none of the orders is the request's: its call was not taken. Another attempt may then be asked for, to be
 * approved anew; late orders are still looked for. Throws `conflict` while a late copy of the call could still arrive, when
 * another order has turned up, or the request moved on.
 */
export async function disownOrders(
  ctx: Context,
  { id, orderIds, comment }: z.output<typeof DisownOrders>,
): Promise<Settled> {
  await loadToSettle(ctx, id)
  const personId = ctx.actor.personId
  return await ctx.db.transaction(async (tx) => {
    await tx
      .insert(candidateDecision)
      .values(
        orderIds.map((orderId) => ({ requestId: id, orderId, decision: 'disown' as const, personId, reason: comment })),
      )
    const moved = await move(tx, {
      id,
      event: 'disown',
      by: { kind: 'person', id: personId },
      reason: { words: 'reasons.disowned', message: comment },
      detail: { comment, orderIds },
      wakeInMs: lateLookMs,
    })
    if (!moved) throw new AppError('conflict', 'errors.cannotSettle')
    return { id, state: moved.state }
  })
}

async function loadToSettle(ctx: Context, id: string): Promise<RequestRow> {
  const row = await loadVisibleRequest(ctx.db, ctx.actor, id)
  requirePermission(ctx, 'request:settle', { accountId: row.accountId, requestedBy: await authorsOf(ctx.db, id) })
  if (row.state !== 'needs_person' && row.state !== 'absent') throw new AppError('conflict', 'errors.cannotSettle')
  return row
}
