import { and, asc, eq, sql } from 'drizzle-orm'
import { accountBudget } from '../db/account-schema.ts'
import type { Queryable } from '../db/client.ts'
import { cloudAccount, person } from '../db/schema.ts'
import { orderTally } from '../db/tally-schema.ts'
import type { AccountBudget } from './queries.ts'

/** The monthly budgets of an account. */
export async function readAccountBudgets(db: Queryable, accountId: string): Promise<AccountBudget[]> {
  const rows = await db
    .select({ budget: accountBudget, changedBy: person.name })
    .from(accountBudget)
    .innerJoin(person, eq(person.id, accountBudget.changedBy))
    .where(eq(accountBudget.accountId, accountId))
    .orderBy(asc(accountBudget.currency))
  return rows.map(({ budget: { currency, amountMinor, changedAt }, changedBy }) => ({
    currency,
    amountMinor,
    changedAt: changedAt.toISOString(),
    changedBy,
  }))
}

/** The currencies of an account's orders, that of most orders first; that of its site where it has none yet. */
export async function billingCurrencies(db: Queryable, accountId: string): Promise<string[]> {
  const [[account], ordered] = await Promise.all([
    db.select({ site: cloudAccount.site }).from(cloudAccount).where(eq(cloudAccount.id, accountId)),
    db
      .select({ currency: orderTally.currency })
      .from(orderTally)
      .where(and(eq(orderTally.accountId, accountId), sql`${orderTally.currency} ~ '^[A-Z]{3}$'`))
      .groupBy(orderTally.currency)
      .having(sql`sum(${orderTally.orders}) > 0`)
      .orderBy(sql`sum(${orderTally.orders}) desc`, asc(orderTally.currency)),
  ])
  if (ordered.length > 0) return ordered.map(({ currency }) => currency)
  return [account?.site === 'china' ? 'CNY' : 'USD']
}
