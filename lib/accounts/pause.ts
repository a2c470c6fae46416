import { and, eq } from 'drizzle-orm'
import { type Context, requirePermission } from '../context.ts'
import { cloudAccount } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { record } from '../requests/store.ts'
import type { PauseAccount } from './new-account.ts'

/**
 * Stops all calls of an account until an owner starts it again; what waits keeps waiting. Throws `forbidden`, or `conflict`
 * when it does not run.
 */
export async function pauseAccount(ctx: Context, { accountId, reason }: PauseAccount): Promise<{ accountId: string }> {
  requirePermission(ctx, 'account:manage', { accountId })
  await ctx.db.transaction(async (tx) => {
    const [paused] = await tx
      .update(cloudAccount)
      .set({ state: 'paused', stateReason: reason })
      .where(and(eq(cloudAccount.id, accountId), eq(cloudAccount.state, 'active')))
      .returning({ id: cloudAccount.id })
    if (!paused) throw new AppError('conflict', 'errors.accountNotRunning')
    await record(tx, {
      event: 'account.pause',
      by: { kind: 'person', id: ctx.actor.personId },
      accountId,
      detail: { reason },
    })
  })
  return { accountId }
}
