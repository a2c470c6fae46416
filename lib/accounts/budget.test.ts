import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#lib/db/client.ts'
import { cloudOrder } from '#lib/db/mirror-schema.ts'
import { audit, cloudAccount } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createPerson, type TestPerson } from '#lib/db/testing/people.ts'
import { type Cast, createCast } from '#lib/db/testing/requests.ts'
import { SetBudget } from './budget.ts'
import { billingCurrencies, readAccountBudgets } from './read-budgets.ts'
import { removeBudget } from './remove-budget.ts'
import { setBudget } from './set-budget.ts'

let database: TestDatabase
let web: Database
let cast: Cast
let owner: TestPerson

beforeAll(async () => {
  database = await createTestDatabase()
  web = database.openAs('web')
})
afterAll(() => database.drop())
beforeEach(async () => {
  cast = await createCast(database.db)
  owner = await createPerson(database.db, { roles: ['owner'], account: cast.account, name: 'Olga' })
})

const id = 'a1b2c3d4-0000-4000-8000-000000000000'
const typed = (amount: unknown) => ({ accountId: id, currency: 'CNY', amount, shown: null })

describe('an amount', () => {
  test.each([
    ['', 'errors.required'],
    ['  ', 'errors.required'],
    ['-5', 'errors.budgetAmount'],
    ['a lot', 'errors.budgetAmount'],
    ['1e3', 'errors.budgetAmount'],
    ['１２', 'errors.budgetAmount'],
    ['12,00', 'errors.budgetAmount'],
    ['12.000,50', 'errors.budgetAmount'],
    ['12.', 'errors.budgetAmount'],
    ['12000.505', 'errors.budgetDecimals'],
    ['0', 'errors.budgetZero'],
    ['0.00', 'errors.budgetZero'],
    ['10000000000000', 'errors.budgetTooLarge'],
    ['10,000,000,000,000.00', 'errors.budgetTooLarge'],
  ])('of “%s” is refused with %s', (amount, message) => {
    const parsed = SetBudget.safeParse(typed(amount))
    expect(parsed.error?.issues.map((issue) => [issue.path.join('.'), issue.message])).toEqual([['amount', message]])
  })

  test.each(['12000', '12,000.50', ' 0.01 ', '0012', '9,999,999,999,999.99'])('of “%s” is taken', (amount) => {
    expect(SetBudget.safeParse(typed(amount)).success).toBe(true)
  })
})

type Entered = { amount?: string; shown?: number | null; currency?: string }

async function enter(who: TestPerson, { amount = '12,000.50', shown = null, currency = 'CNY' }: Entered = {}) {
  const ctx = await contextFor(web, who)
  return await setBudget(ctx, SetBudget.parse({ accountId: cast.account.id, currency, amount, shown }))
}
const budgets = async () => await readAccountBudgets(web, cast.account.id)
const currencies = async () => await billingCurrencies(web, cast.account.id)
const lastAudit = async () =>
  (
    await database.db
      .select({ event: audit.event, who: audit.actorId, detail: audit.detail })
      .from(audit)
      .where(eq(audit.accountId, cast.account.id))
      .orderBy(desc(audit.seq))
  ).slice(0, 1)

describe('an owner', () => {
  test('sets, changes and removes a budget, and the audit says what it was and became', async () => {
    await enter(owner)
    expect(await lastAudit()).toEqual([
      {
        event: 'account.budget.set',
        who: owner.id,
        detail: { currency: 'CNY', before: { budget: null }, after: { budget: '12000.50' } },
      },
    ])
    await enter(owner, { amount: '9999999999999.99', shown: 1_200_050 })
    expect(await budgets()).toMatchObject([{ currency: 'CNY', amountMinor: 999_999_999_999_999, changedBy: 'Olga' }])
    expect(await lastAudit()).toMatchObject([
      { detail: { before: { budget: '12000.50' }, after: { budget: '9999999999999.99' } } },
    ])
    const input = { accountId: cast.account.id, currency: 'CNY', shown: 999_999_999_999_999 }
    await removeBudget(await contextFor(web, owner), input)
    expect(await budgets()).toEqual([])
    expect(await lastAudit()).toMatchObject([
      { event: 'account.budget.remove', detail: { before: { budget: '9999999999999.99' }, after: { budget: null } } },
    ])
  })

  test('changes nothing where another owner was faster, and nothing of a retired account', async () => {
    await enter(owner)
    const [before] = await lastAudit()
    await expect(enter(owner, { amount: '5' })).rejects.toMatchObject({ code: 'conflict' })
    const stale = { accountId: cast.account.id, currency: 'CNY', shown: 5 }
    await expect(removeBudget(await contextFor(web, owner), stale)).rejects.toMatchObject({ code: 'conflict' })
    await database.db.update(cloudAccount).set({ state: 'retired' }).where(eq(cloudAccount.id, cast.account.id))
    await expect(enter(owner, { amount: '5', shown: 1_200_050 })).rejects.toMatchObject({ code: 'conflict' })
    expect(await budgets()).toMatchObject([{ amountMinor: 1_200_050 }])
    expect(await lastAudit()).toEqual([before])
  })

  test('chooses among the currencies of the account’s orders, or has that of its site', async () => {
    expect(await currencies()).toEqual(['CNY'])
    await expect(enter(owner, { currency: 'USD' })).rejects.toMatchObject({
      code: 'invalid',
      fields: { currency: 'errors.budgetCurrency' },
    })
    const order = { accountId: cast.account.id, status: 5, orderType: 1, amountMinor: 1, raw: {} }
    await database.db.insert(cloudOrder).values([
      { ...order, orderId: 'CS1', currency: 'CNY' },
      { ...order, orderId: 'CS2', currency: 'USD' },
      { ...order, orderId: 'CS3', currency: 'USD' },
    ])
    expect(await currencies()).toEqual(['USD', 'CNY'])
    await enter(owner, { currency: 'USD' })
    await enter(owner, { currency: 'CNY' })
    expect((await budgets()).map(({ currency }) => currency)).toEqual(['CNY', 'USD'])
  })
})

test('whoever is no owner of the account sets and removes no budget', async () => {
  const other = await createCast(database.db)
  const stranger = await createPerson(database.db, { roles: ['owner'], account: other.account })
  await enter(owner)
  const input = { accountId: cast.account.id, currency: 'CNY', shown: 1_200_050 }
  for (const who of [cast.admin, cast.reviewer, cast.support, stranger]) {
    await expect(enter(who, { amount: '5', shown: 1_200_050 })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(removeBudget(await contextFor(web, who), input)).rejects.toMatchObject({ code: 'forbidden' })
  }
  expect(await budgets()).toMatchObject([{ amountMinor: 1_200_050 }])
})
