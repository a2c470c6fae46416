import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountBudget } from '#lib/db/account-schema.ts'
import { cloudOrder } from '#lib/db/mirror-schema.ts'
import { cloudAccount } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { type Cast, createCast } from '#lib/db/testing/requests.ts'
import { OrderFilter } from '#lib/orders/filter.ts'
import { listOrders } from '#lib/orders/list.ts'
import { spentTypes } from '#lib/orders/status.ts'
import { budgetsByCurrency, drawnBudget, readBudgets } from './budgets.ts'
import { InsightsFilter } from './filter.ts'
import { readInsights } from './read.ts'
import { usedPercent } from './used-percent.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const at = (time: string) => new Date(`2026-${time}+08:00`)
const today = '2026-11-22'

const order = ({ account }: Cast, orderId: string, values: Partial<typeof cloudOrder.$inferInsert> = {}) => ({
  accountId: account.id,
  orderId,
  status: 5,
  orderType: 1,
  amountMinor: 100,
  currency: 'CNY',
  paidAt: at('11-10T12:00:00'),
  raw: {},
  ...values,
})
const budget = ({ account, support }: Cast, currency: string, amountMinor: number) => ({
  accountId: account.id,
  currency,
  amountMinor,
  changedBy: support.id,
})

test('each budget is drawn on by what its own account paid this month in its own currency', async () => {
  const [one, other] = [await createCast(database.db), await createCast(database.db)]
  await database.db
    .insert(cloudOrder)
    .values([
      order(one, 'CB1'),
      order(one, 'CB2', { currency: 'USD', amountMinor: 7 }),
      order(one, 'CB3', { orderType: 4, amountMinor: 999 }),
      order(one, 'CB4', { paidAt: at('10-31T23:59:59'), amountMinor: 999 }),
      order(one, 'CB5', { paidAt: at('11-01T00:00:00'), amountMinor: 20 }),
      order(other, 'CB6', { amountMinor: 5_000 }),
    ])
  await database.db
    .insert(accountBudget)
    .values([budget(one, 'CNY', 1_000), budget(one, 'USD', 5), budget(other, 'CNY', 4_999)])
  const read = async (...accounts: Cast[]) => {
    const found = await readBudgets(
      database.db,
      accounts.map(({ account }) => account.id),
      today,
    )
    return found.map(({ account, currency, spentMinor, budgetMinor, orders }) => {
      const whose = account.id === one.account.id ? 'one' : 'other'
      return `${whose}: ${spentMinor} of ${budgetMinor} ${currency} in ${orders}`
    })
  }
  expect((await read(one, other)).toSorted()).toEqual([
    'one: 120 of 1000 CNY in 2',
    'one: 7 of 5 USD in 1',
    'other: 5000 of 4999 CNY in 1',
  ])
  expect((await read(one)).length).toBe(2)
  const both = await readBudgets(database.db, [one.account.id, other.account.id], today)
  expect(budgetsByCurrency(both).toSorted((a, b) => a.currency.localeCompare(b.currency))).toEqual([
    { currency: 'CNY', budgetMinor: 5_999, spentMinor: 5_120, exceeded: 1 },
    { currency: 'USD', budgetMinor: 5, spentMinor: 7, exceeded: 1 },
  ])
})

test('the ring counts the orders of the list that it leads to, and is shown to whoever reads the account’s orders', async () => {
  const [cast, other] = [await createCast(database.db), await createCast(database.db)]
  const paid = { paidAt: new Date() }
  await database.db
    .insert(cloudOrder)
    .values([
      order(cast, 'CC1', paid),
      order(cast, 'CC2', paid),
      order(cast, 'CC3', { ...paid, orderType: 4 }),
      order(cast, 'CC4', { ...paid, currency: 'USD' }),
    ])
  await database.db.insert(accountBudget).values([budget(cast, 'CNY', 1_000), budget(other, 'CNY', 1_000)])
  const ctx = await contextFor(database.db, cast.support)
  const { budgets } = await readInsights(ctx, InsightsFilter.parse({}))
  expect(budgets.map(({ account, orders }) => [account.id, orders])).toEqual([[cast.account.id, 2]])
  const filter = OrderFilter.parse({ paid: 'month', type: spentTypes, account: cast.account.id, currency: 'CNY' })
  expect((await listOrders(ctx, filter)).rows.map(({ orderId }) => orderId).toSorted()).toEqual(['CC1', 'CC2'])
})

test('a price is held against the budget in its own currency, for whoever may read the account’s orders', async () => {
  const [cast, other] = [await createCast(database.db), await createCast(database.db)]
  await database.db.insert(cloudOrder).values(order(cast, 'CD1', { paidAt: new Date(), amountMinor: 30 }))
  await database.db.insert(accountBudget).values([budget(cast, 'CNY', 1_000), budget(other, 'CNY', 1_000)])
  const ctx = await contextFor(database.db, cast.admin)
  const drawn = (amountMinor: number | null, currency: string, { account } = cast) =>
    drawnBudget(ctx, { accountId: account.id, amountMinor, currency })
  expect(await drawn(70, 'CNY')).toEqual({ budgetMinor: 1_000, spentMinor: 30 })
  expect(await drawn(70, 'USD')).toBeNull()
  for (const nothing of [null, 0, -70]) expect(await drawn(nothing, 'CNY')).toBeNull()
  expect(await drawn(70, 'CNY', other)).toBeNull()
})

test('a retired account has no budget any more', async () => {
  const cast = await createCast(database.db)
  await database.db.insert(accountBudget).values(budget(cast, 'CNY', 1_000))
  expect(await readBudgets(database.db, [cast.account.id], today)).toHaveLength(1)
  await database.db.update(cloudAccount).set({ state: 'retired' }).where(eq(cloudAccount.id, cast.account.id))
  expect(await readBudgets(database.db, [cast.account.id], today)).toEqual([])
})

test('a share is rounded down, so that nothing is called used up before it is', () => {
  const percents = [
    [0, 100],
    [29, 100],
    [9_999, 10_000],
    [100, 100],
    [250, 100],
    [100_000, 1],
  ].map(([spentMinor = 0, budgetMinor = 1]) => usedPercent({ spentMinor, budgetMinor }))
  expect(percents).toEqual(['0%', '29%', '99%', '100%', '250%', '>999%'])
})
