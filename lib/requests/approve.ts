import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import type { Transaction } from '../db/client.ts'
import { approval, cloudAccount, purchaseSwitch } from '../db/schema.ts'
import { wake } from '../db/queue.ts'
import { AppError } from '../errors.ts'
import { authorsOf, loadDocument, loadVisibleRequest } from './load.ts'
import type { Approved } from './queries.ts'
import { move } from './store.ts'

export const ApproveRequest = z.strictObject({
  id: z.uuid(),
  /** What the reviewer had before their eyes: another version or hash is refused. */
  version: z.int().positive(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  comment: z.string().trim().max(4000).default(''),
})
export type ApproveRequest = z.output<typeof ApproveRequest>

/**
 * Approves exactly the content whose hash was shown. The database refuses the author, an outdated hash and an expired
 * request whatever this code does. Throws `forbidden`, `not_found`, or `conflict` when it moved meanwhile.
 */
export async function approveRequest(ctx: Context, { id, version, hash, comment }: ApproveRequest): Promise<Approved> {
  const row = await loadVisibleRequest(ctx.db, ctx.actor, id)
  requirePermission(ctx, 'request:approve', { accountId: row.accountId, requestedBy: await authorsOf(ctx.db, id) })
  if (row.version !== version || row.approvalHash !== hash) throw new AppError('conflict', 'errors.contentChanged')
  if (row.state !== 'awaiting_approval') throw new AppError('conflict', 'errors.noLongerWaiting')
  await loadDocument(ctx.db, id, version)

  return await ctx.db.transaction(async (tx) => {
    await tx.insert(approval).values({
      requestId: id,
      version,
      approvalHash: hash,
      personId: ctx.actor.personId,
      decision: 'approve',
      comment,
    })
    const moved = await move(tx, {
      id,
      event: 'approve',
      by: { kind: 'person', id: ctx.actor.personId },
      detail: { version, hash, comment, amountMinor: row.amountMinor, currency: row.currency },
      wakeInMs: 0,
    })
    if (!moved) throw new AppError('conflict', 'errors.noLongerWaiting')
    await wake(tx, id)
    return { id, state: moved.state, waitsFor: await stoppedFor(tx, row.accountId) }
  })
}

async function stoppedFor(tx: Transaction, accountId: string): Promise<Approved['waitsFor']> {
  const [stop] = await tx.select({ at: purchaseSwitch.stoppedAt }).from(purchaseSwitch)
  if (stop?.at) return 'purchases'
  const [account] = await tx
    .select({ state: cloudAccount.state })
    .from(cloudAccount)
    .where(eq(cloudAccount.id, accountId))
  return account?.state === 'active' ? null : 'account'
}
