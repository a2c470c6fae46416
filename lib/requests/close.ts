import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { AppError } from '../errors.ts'
import { findOperation } from '../operations/registry.ts'
import { authorsOf, loadVisibleRequest } from './load.ts'
import { move } from './store.ts'

export const CloseRequest = z.strictObject({
  id: z.uuid(),
  comment: z.string().trim().min(1, 'errors.required').max(4000),
})
export type CloseRequest = z.output<typeof CloseRequest>

/**
 * Ends a request whose purchase was proven absent, that a person looked into, or that was to pay an order made by others. A second person says so, as with an
 * approval, since it gives up what was asked for. Throws `conflict` when it is in another state.
 */
export async function closeRequest(
  ctx: Context,
  { id, comment }: CloseRequest,
): Promise<{ id: string; state: string }> {
  const row = await loadVisibleRequest(ctx.db, ctx.actor, id)
  requirePermission(ctx, 'request:approve', { accountId: row.accountId, requestedBy: await authorsOf(ctx.db, id) })
  // A request that made an unpaid order cancels it; it does not leave it behind.
  if (row.state === 'payment_held' && findOperation(row.operation)?.actsOn !== 'order')
    throw new AppError('conflict', 'errors.cannotClose')
  const moved = await move(ctx.db, {
    id,
    event: 'close',
    by: { kind: 'person', id: ctx.actor.personId },
    detail: { comment },
    reason: { words: 'reasons.closedByPerson', message: comment },
    wakeInMs: null,
  })
  if (!moved) throw new AppError('conflict', 'errors.cannotClose')
  return { id, state: moved.state }
}
