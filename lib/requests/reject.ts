import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { approval } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { loadVisibleRequest } from './load.ts'
import { move } from './store.ts'

export const RejectRequest = z.strictObject({
  id: z.uuid(),
  version: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  comment: z.string().trim().min(1, 'errors.rejectReason').max(4000),
})
export type RejectRequest = z.output<typeof RejectRequest>

/** Rejects a request for good, with the reason. Throws `forbidden`, `not_found`, or `conflict` when it moved meanwhile. */
export async function rejectRequest(
  ctx: Context,
  { id, version, hash, comment }: RejectRequest,
): Promise<{ id: string; state: string }> {
  const row = await loadVisibleRequest(ctx.db, ctx.actor, id)
  requirePermission(ctx, 'request:reject', { accountId: row.accountId })
  if (row.version !== version || row.approvalHash !== hash) throw new AppError('conflict', 'errors.contentChanged')
  if (row.state !== 'awaiting_approval') throw new AppError('conflict', 'errors.noLongerWaiting')

  return await ctx.db.transaction(async (tx) => {
    await tx
      .insert(approval)
      .values({ requestId: id, version, approvalHash: hash, personId: ctx.actor.personId, decision: 'reject', comment })
    const moved = await move(tx, {
      id,
      event: 'reject',
      by: { kind: 'person', id: ctx.actor.personId },
      detail: { version, hash, comment },
      wakeInMs: null,
    })
    if (!moved) throw new AppError('conflict', 'errors.noLongerWaiting')
    return { id, state: moved.state }
  })
}
