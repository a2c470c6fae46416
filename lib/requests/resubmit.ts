import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { AppError } from '../errors.ts'
import { findOperation } from '../operations/registry.ts'
import { compose } from './compose.ts'
import { loadDocument, loadVisibleRequest } from './load.ts'
import { insertVersion, refuseWhileUnknown } from './submit.ts'
import { move } from './store.ts'

export const ResubmitRequest = z.strictObject({
  id: z.uuid(),
  comment: z.string().trim().min(1, 'errors.required').max(4000),
})
export type ResubmitRequest = z.output<typeof ResubmitRequest>

/**
 * Asks again for a request that was held, or for another attempt at one whose purchase was proven absent: the same content
 * at today's price under a fresh mark, as a new version. Whoever asks becomes its editor, so that somebody else must allow
 * it by approving (decision 015). Throws `conflict` when it is in another state.
 */
export async function resubmitRequest(
  ctx: Context,
  { id, comment }: ResubmitRequest,
): Promise<{ id: string; state: string }> {
  const row = await loadVisibleRequest(ctx.db, ctx.actor, id)
  requirePermission(ctx, 'request:submit', { accountId: row.accountId })
  const operation = findOperation(row.operation)
  if (!operation) throw new AppError('not_found', 'errors.operationNotFound')
  const old = await loadDocument(ctx.db, id, row.version)
  const composed = await compose(ctx, operation, { input: old.input, reason: old.reason })
  const version = row.version + 1
  return await ctx.db.transaction(async (tx) => {
    await refuseWhileUnknown(tx, composed.fingerprint)
    await insertVersion(tx, { requestId: id, version, composed, personId: ctx.actor.personId })
    const price = composed.document.price
    const moved = await move(tx, {
      id,
      event: 'resubmit',
      by: { kind: 'person', id: ctx.actor.personId },
      detail: {
        version,
        comment,
        hash: composed.approvalHash,
        amountMinor: price?.amountMinor ?? null,
        currency: price?.currency ?? null,
      },
      content: {
        version,
        approvalHash: composed.approvalHash,
        fingerprint: composed.fingerprint,
        amountMinor: price?.amountMinor ?? null,
        currency: price?.currency ?? null,
        expiresAt: composed.document.expiresAt,
      },
      wakeInMs: Date.parse(composed.document.expiresAt) - ctx.clock.now().getTime(),
    })
    if (!moved) throw new AppError('conflict', 'errors.cannotResubmit')
    return { id, state: moved.state }
  })
}
