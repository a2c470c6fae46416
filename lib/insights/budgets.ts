import { and, asc, eq, inArray, ne } from 'drizzle-orm'
import { denial } from '../auth/permissions.ts'
import type { Context } from '../context.ts'
import { accountBudget } from '../db/account-schema.ts'
import type { Queryable } from '../db/client.ts'
import { cloudAccount } from '../db/schema.ts'
import { spentByAccount } from './month.ts'
import { billingDay } from './periods.ts'
import type { BudgetUse, CurrencyBudget } from './queries.ts'
import type { DrawnBudget } from './used-percent.ts'

/** What was spent of each monthly budget of `accounts` in the vendor's month of `today`, by the names of the accounts. */
export async function readBudgets(db: Queryable, accounts: string[], today: string): Promise<BudgetUse[]> {
  if (accounts.length === 0) return []
  const [budgets, spent] = await Promise.all([
    db
      .select({
        account: { id: cloudAccount.id, name: cloudAccount.name, region: cloudAccount.region },
        currency: accountBudget.currency,
        budgetMinor: accountBudget.amountMinor,
      })
      .from(accountBudget)
      .innerJoin(cloudAccount, eq(cloudAccount.id, accountBudget.accountId))
      .where(and(inArray(accountBudget.accountId, accounts), ne(cloudAccount.state, 'retired')))
      .orderBy(asc(cloudAccount.name), asc(cloudAccount.region), asc(accountBudget.currency)),
    spentByAccount(db, accounts, today),
  ])
  return budgets.map((budget) => {
    const found = spent.find(
      ({ accountId, currency }) => accountId === budget.account.id && currency === budget.currency,
    )
    return { ...budget, spentMinor: found?.amountMinor ?? 0, orders: found?.orders ?? 0 }
  })
}

/** The budgets of several accounts as one for each currency. */
export function budgetsByCurrency(budgets: BudgetUse[]): CurrencyBudget[] {
  return [...Map.groupBy(budgets, ({ currency }) => currency)].map(([currency, uses]) => ({
    currency,
    budgetMinor: uses.reduce((sum, { budgetMinor }) => sum + budgetMinor, 0),
    spentMinor: uses.reduce((sum, { spentMinor }) => sum + spentMinor, 0),
    exceeded: uses.filter(({ spentMinor, budgetMinor }) => spentMinor > budgetMinor).length,
  }))
}

/**
 * The budget of the account that paying `amountMinor` would draw on, for whoever may read the account's orders; null where there
 * is none, or nothing to pay.
 */
export async function drawnBudget(
  { db, clock, actor }: Context,
  { accountId, amountMinor, currency }: { accountId: string; amountMinor: number | null; currency: string | null },
): Promise<DrawnBudget | null> {
  if (amountMinor === null || amountMinor <= 0) return null
  if (denial(actor, 'order:read', { accountId }) !== undefined) return null
  const budgets = await readBudgets(db, [accountId], billingDay(clock.now()))
  const drawn = budgets.find((each) => each.currency === currency)
  return drawn ? { budgetMinor: drawn.budgetMinor, spentMinor: drawn.spentMinor } : null
}
