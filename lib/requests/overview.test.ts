import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountBudget } from '#lib/db/account-schema.ts'
import { cloudOrder, phoneServer, syncState } from '#lib/db/mirror-schema.ts'
import { membership, workerHeartbeat } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createAccount } from '#lib/db/testing/people.ts'
import { createCast, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { readOverview } from './overview.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const overviewFor = async (someone: Cast['admin']) =>
  readOverview(await contextFor(database.db, someone), { account: undefined })

test('a reviewer sees what waits for them, everybody what waits at all', async () => {
  const cast = await createCast(database.db)
  await insertRequest(database.db, cast)
  const seen = await overviewFor(cast.reviewer)
  expect(seen.waitingForMe?.total.count).toBe(1)
  expect(seen.waitingForMe?.rows).toHaveLength(1)
  const bySupport = await overviewFor(cast.support)
  expect(bySupport.waitingForMe).toBeNull()
  expect(bySupport.waiting.count).toBe(1)
})

test('what is unknown, needs a person or is stuck is counted apart and shown together', async () => {
  const cast = await createCast(database.db)
  await insertRequest(database.db, cast, { state: 'not_known' })
  await insertRequest(database.db, cast, { state: 'payment_held' })
  await insertRequest(database.db, cast, { state: 'paying', changedAt: new Date(0) })
  await insertRequest(database.db, cast, { state: 'done' })
  const { attention, attentionRows } = await overviewFor(cast.support)
  expect([attention.unknown.count, attention.person.count, attention.stuck.count]).toEqual([1, 1, 1])
  expect(attentionRows).toHaveLength(3)
})

test('spend is what was paid this month by currency, without refunds and without other accounts', async () => {
  const [cast, other] = [await createCast(database.db), await createCast(database.db)]
  const order = (
    orderId: string,
    amountMinor: number,
    { account } = cast,
    values: Partial<typeof cloudOrder.$inferInsert> = {},
  ) => ({
    accountId: account.id,
    orderId,
    status: 5,
    orderType: 1,
    amountMinor,
    currency: 'CNY',
    paidAt: new Date(),
    raw: {},
    ...values,
  })
  await database.db
    .insert(cloudOrder)
    .values([
      order('CS1', 100),
      order('CS2', 250),
      order('CS3', 7, cast, { currency: 'USD' }),
      order('CS4', 999, cast, { orderType: 4 }),
      order('CS5', 999, cast, { paidAt: new Date('2020-01-01T00:00:00Z') }),
      order('CS6', 999, other),
    ])
  const { spend } = await overviewFor(cast.support)
  expect(spend).toEqual([
    { currency: 'CNY', amountMinor: 350, orders: 2, beforeMinor: 0 },
    { currency: 'USD', amountMinor: 7, orders: 1, beforeMinor: 0 },
  ])
})

test('spend stands against the budgets of those accounts that have one', async () => {
  const [cast, other] = [await createCast(database.db), await createCast(database.db)]
  const budget = { currency: 'CNY', amountMinor: 300, changedBy: cast.support.id }
  await database.db
    .insert(accountBudget)
    .values([cast, other].map(({ account }) => ({ ...budget, accountId: account.id })))
  const order = { status: 5, orderType: 1, amountMinor: 350, currency: 'CNY', paidAt: new Date(), raw: {} }
  await database.db.insert(cloudOrder).values({ ...order, accountId: cast.account.id, orderId: 'CT1' })
  const { budgets } = await overviewFor(cast.support)
  expect(budgets).toEqual([{ currency: 'CNY', budgetMinor: 300, spentMinor: 350, exceeded: 1 }])
})

test('servers and their phones are counted while the cloud has them', async () => {
  const cast = await createCast(database.db)
  const server = (serverId: string, values: Partial<typeof phoneServer.$inferInsert>) => ({
    accountId: cast.account.id,
    serverId,
    name: serverId,
    status: 5,
    serverModel: 'm',
    phoneModel: 'p',
    raw: {},
    ...values,
  })
  await database.db
    .insert(phoneServer)
    .values([server('a', { phones: [{}, {}] }), server('b', { status: 2 }), server('c', { goneAt: new Date() })])
  expect((await overviewFor(cast.support)).servers).toEqual({ total: 2, abnormal: 1, phones: 2 })
})

test('a worker that was not seen for a minute is called silent', async () => {
  const cast = await createCast(database.db)
  expect((await overviewFor(cast.support)).troubles.isWorkerSilent).toBe(true)
  await database.db.insert(workerHeartbeat).values({ workerId: 'w', publicKey: {} })
  expect((await overviewFor(cast.support)).troubles.isWorkerSilent).toBe(false)
  await database.db.update(workerHeartbeat).set({ seenAt: sql`clock_timestamp() - interval '2 minutes'` })
  expect((await overviewFor(cast.support)).troubles.isWorkerSilent).toBe(true)
})

test('says how old that is which was read from the cloud, and of which accounts nothing was', async () => {
  const cast = await createCast(database.db)
  const seen = () => overviewFor(cast.support)
  expect(await seen()).toMatchObject({
    isRead: false,
    unread: [{ id: cast.account.id, isStopped: false, failure: null }],
    mirror: { at: null },
  })
  const asOf = new Date('2026-02-01T00:00:00Z')
  const later = new Date('2026-02-01T00:05:00Z')
  const kinds = { orders: later, jobs: asOf, phone_servers: later }
  await database.db
    .insert(syncState)
    .values(Object.entries(kinds).map(([kind, at]) => ({ accountId: cast.account.id, kind, asOf: at })))
  expect(await seen()).toMatchObject({ isRead: true, unread: [], mirror: { at: asOf.toISOString() } })
  const account = await createAccount(database.db)
  await database.db.insert(membership).values({ personId: cast.support.id, accountId: account.id, role: 'support' })
  expect(await seen()).toMatchObject({
    isRead: true,
    unread: [{ id: account.id }],
    mirror: { at: asOf.toISOString() },
  })
})
