import { and, eq } from 'drizzle-orm'
import { type Context, requirePermission } from '../context.ts'
import { accountBudget } from '../db/account-schema.ts'
import type { Transaction } from '../db/client.ts'
import { AppError } from '../errors.ts'
import { record } from '../requests/store.ts'
import { holdOpen } from './hold-open.ts'

type Change = {
  accountId: string
  currency: string
  /** What the person saw, in hundredths; null where there was none. */
  shown: number | null
  event: 'account.budget.set' | 'account.budget.remove'
  becomes: number | null
  write: (tx: Transaction) => Promise<unknown>
}

/**
 * Changes a budget and records what it was and became. Throws `forbidden`, and `conflict` when the account is retired or the
 * budget is no longer the one that was shown.
 */
export async function keepBudget(ctx: Context, change: Change): Promise<{ accountId: string }> {
  const { accountId, currency, shown, event, becomes, write } = change
  requirePermission(ctx, 'account:manage', { accountId })
  await ctx.db.transaction(async (tx) => {
    // Owners who change the same budget come one after another.
    await holdOpen(tx, accountId)
    const [was] = await tx
      .select({ amountMinor: accountBudget.amountMinor })
      .from(accountBudget)
      .where(and(eq(accountBudget.accountId, accountId), eq(accountBudget.currency, currency)))
    const before = was?.amountMinor ?? null
    if (before !== shown) throw new AppError('conflict', 'errors.changedMeanwhile')
    if (before === becomes) return
    await write(tx)
    await record(tx, {
      event,
      by: { kind: 'person', id: ctx.actor.personId },
      accountId,
      detail: { currency, before: { budget: decimal(before) }, after: { budget: decimal(becomes) } },
    })
  })
  return { accountId }
}

/** `12000.50`, for people who read the record. */
const decimal = (minor: number | null): string | null => (minor === null ? null : (minor / 100).toFixed(2))
