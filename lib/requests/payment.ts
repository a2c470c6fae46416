import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { wake } from '../db/queue.ts'
import { AppError } from '../errors.ts'
import { findOperation } from '../operations/registry.ts'
import { authorsOf, loadDocument, loadVisibleRequest } from './load.ts'
import { move } from './store.ts'

export const RetryPayment = z.strictObject({ id: z.uuid() })
export type RetryPayment = z.output<typeof RetryPayment>

/** Lets a held payment go on: a second person says so, as with the approval. Throws `conflict` when it is not held. */
export async function retryPayment(ctx: Context, { id }: RetryPayment): Promise<{ id: string; state: string }> {
  const row = await loadVisibleRequest(ctx.db, ctx.actor, id)
  requirePermission(ctx, 'request:approve', { accountId: row.accountId, requestedBy: await authorsOf(ctx.db, id) })
  await loadDocument(ctx.db, id, row.version)
  return await ctx.db.transaction(async (tx) => {
    const moved = await move(tx, {
      id,
      event: 'retryPayment',
      by: { kind: 'person', id: ctx.actor.personId },
      wakeInMs: 0,
    })
    if (!moved) throw new AppError('conflict', 'errors.paymentNotHeld')
    await wake(tx, id)
    return { id, state: moved.state }
  })
}

export const CancelOrder = z.strictObject({
  id: z.uuid(),
  comment: z.string().trim().min(1, 'errors.required').max(4000),
})
export type CancelOrder = z.output<typeof CancelOrder>

/** Asks the worker to cancel the unpaid order of a request. Throws `conflict` when there is nothing unpaid. */
export async function cancelOrder(ctx: Context, { id, comment }: CancelOrder): Promise<{ id: string; state: string }> {
  const row = await loadVisibleRequest(ctx.db, ctx.actor, id)
  requirePermission(ctx, 'request:cancel', { accountId: row.accountId })
  // An order that was there before is cancelled by a request of its own, which a second person approves.
  if (findOperation(row.operation)?.actsOn === 'order') throw new AppError('conflict', 'errors.nothingToCancel')
  return await ctx.db.transaction(async (tx) => {
    const moved = await move(tx, {
      id,
      event: 'cancel',
      by: { kind: 'person', id: ctx.actor.personId },
      detail: { comment },
      wakeInMs: 0,
    })
    if (!moved) throw new AppError('conflict', 'errors.nothingToCancel')
    await wake(tx, id)
    return { id, state: moved.state }
  })
}
