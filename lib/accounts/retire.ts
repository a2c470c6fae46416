import { and, count, eq, inArray } from 'drizzle-orm'
import { type Context, requirePermission } from '../context.ts'
import { spendKey } from '../db/account-schema.ts'
import { cloudAccount, request } from '../db/schema.ts'
import { AppError, withParams } from '../errors.ts'
import { openStates } from '../requests/machine.ts'
import { record } from '../requests/store.ts'
import type { RetireAccount } from './new-account.ts'

/**
 * Ends the use of an account for good: both keys are forgotten, nothing is asked of the cloud any more, and its history
 * stays. Throws `forbidden`, `invalid` when another name was typed, and `conflict` while requests of it are open.
 */
export async function retireAccount(ctx: Context, { accountId, name }: RetireAccount): Promise<{ accountId: string }> {
  requirePermission(ctx, 'account:manage', { accountId })
  await ctx.db.transaction(async (tx) => {
    const [account] = await tx.select().from(cloudAccount).where(eq(cloudAccount.id, accountId)).for('update')
    if (!account) throw new AppError('not_found', 'errors.accountNotFound')
    if (account.state === 'retired') throw new AppError('conflict', 'errors.account.retired')
    if (account.name !== name.trim())
      throw new AppError('invalid', 'errors.invalid', { fields: { name: 'errors.typedOtherName' } })
    const [open] = await tx
      .select({ count: count() })
      .from(request)
      .where(and(eq(request.accountId, accountId), inArray(request.state, [...openStates])))
    if (open && open.count > 0)
      throw new AppError('conflict', withParams('errors.accountHasRequests', { count: open.count }))
    await tx
      .update(cloudAccount)
      .set({ state: 'retired', stateReason: null, readSecretSealed: '' })
      .where(eq(cloudAccount.id, accountId))
    await tx.delete(spendKey).where(eq(spendKey.accountId, accountId))
    await record(tx, {
      event: 'account.retire',
      by: { kind: 'person', id: ctx.actor.personId },
      accountId,
      detail: { name: account.name, region: account.region, projectId: account.projectId },
    })
  })
  return { accountId }
}
