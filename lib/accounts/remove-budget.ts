import { and, eq } from 'drizzle-orm'
import type { Context } from '../context.ts'
import { accountBudget } from '../db/account-schema.ts'
import type { RemoveBudget } from './budget.ts'
import { keepBudget } from './keep-budget.ts'

/** Takes a budget away. Throws `forbidden`, and `conflict` when the account is retired or somebody was faster. */
export const removeBudget = (
  ctx: Context,
  { accountId, currency, shown }: RemoveBudget,
): Promise<{ accountId: string }> =>
  keepBudget(ctx, {
    accountId,
    currency,
    shown,
    event: 'account.budget.remove',
    becomes: null,
    write: (tx) =>
      tx.delete(accountBudget).where(and(eq(accountBudget.accountId, accountId), eq(accountBudget.currency, currency))),
  })
