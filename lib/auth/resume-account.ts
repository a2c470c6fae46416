import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { cloudAccount, request } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { record } from '../requests/store.ts'

export const ResumeAccount = z.strictObject({ accountId: z.uuid() })
export type ResumeAccount = z.output<typeof ResumeAccount>

/**
 * Starts an account again that is paused or whose key the cloud refused. Its first call tells whether the key is valid
 * now; if not, it stops again at once. Throws `forbidden`, or `conflict` when it is running already or retired.
 */
export async function resumeAccount(ctx: Context, { accountId }: ResumeAccount): Promise<{ accountId: string }> {
  requirePermission(ctx, 'account:manage', { accountId })
  await ctx.db.transaction(async (tx) => {
    const [resumed] = await tx
      .update(cloudAccount)
      .set({ state: 'active', stateReason: null })
      .where(and(eq(cloudAccount.id, accountId), inArray(cloudAccount.state, ['paused', 'refused'])))
      .returning({ id: cloudAccount.id })
    if (!resumed) throw new AppError('conflict', 'errors.accountRuns')
    // What waited for the account is looked at now.
    await tx
      .update(request)
      .set({ wakeAt: sql`clock_timestamp()` })
      .where(
        and(
          eq(request.accountId, accountId),
          sql`${request.state} in ('approved', 'claimed', 'not_known', 'ordered', 'paid', 'provisioning')`,
        ),
      )
    await record(tx, { event: 'account.resume', by: { kind: 'person', id: ctx.actor.personId }, accountId })
  })
  return { accountId }
}
