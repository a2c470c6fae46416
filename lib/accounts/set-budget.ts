import { sql } from 'drizzle-orm'
import { minorUnits } from '../cloud/money.ts'
import { type Context, requirePermission } from '../context.ts'
import { accountBudget } from '../db/account-schema.ts'
import { AppError } from '../errors.ts'
import type { SetBudget } from './budget.ts'
import { keepBudget } from './keep-budget.ts'
import { billingCurrencies, readAccountBudgets } from './read-budgets.ts'

/**
 * Sets or changes what an account is to spend at most in a month, in one of the currencies that it is billed in or has a budget
 * in. Throws `forbidden`, `invalid` with fields, and `conflict` when the account is retired or somebody was faster.
 */
export async function setBudget(
  ctx: Context,
  { accountId, currency, amount, shown }: SetBudget,
): Promise<{ accountId: string }> {
  requirePermission(ctx, 'account:manage', { accountId })
  const [billed, budgets] = await Promise.all([
    billingCurrencies(ctx.db, accountId),
    readAccountBudgets(ctx.db, accountId),
  ])
  if (![...billed, ...budgets.map((budget) => budget.currency)].includes(currency))
    throw new AppError('invalid', 'errors.invalid', { fields: { currency: 'errors.budgetCurrency' } })
  const amountMinor = minorUnits(amount.replaceAll(',', ''))
  const changedBy = ctx.actor.personId
  return await keepBudget(ctx, {
    accountId,
    currency,
    shown,
    event: 'account.budget.set',
    becomes: amountMinor,
    write: (tx) =>
      tx
        .insert(accountBudget)
        .values({ accountId, currency, amountMinor, changedBy })
        .onConflictDoUpdate({
          target: [accountBudget.accountId, accountBudget.currency],
          set: { amountMinor, changedBy, changedAt: sql`clock_timestamp()` },
        }),
  })
}
