import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { AppError } from '../errors.ts'
import { authorsOf, loadVisibleRequest } from './load.ts'
import { move } from './store.ts'

export const WithdrawRequest = z.strictObject({ id: z.uuid() })
export type WithdrawRequest = z.output<typeof WithdrawRequest>

/** Takes a request back before anything was sent. Throws `conflict` once a worker has begun. */
export async function withdrawRequest(ctx: Context, { id }: WithdrawRequest): Promise<{ id: string; state: string }> {
  const row = await loadVisibleRequest(ctx.db, ctx.actor, id)
  requirePermission(ctx, 'request:withdraw', { accountId: row.accountId, requestedBy: await authorsOf(ctx.db, id) })
  const moved = await move(ctx.db, {
    id,
    event: 'withdraw',
    by: { kind: 'person', id: ctx.actor.personId },
    wakeInMs: null,
  })
  if (!moved) throw new AppError('conflict', 'errors.tooLateToWithdraw')
  return { id, state: moved.state }
}
