import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { syncState } from '#lib/db/mirror-schema.ts'
import { audit, cloudAccount, purchaseSwitch, request } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createPerson, type TestPerson } from '#lib/db/testing/people.ts'
import { createCast, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { approveRequest } from './approve.ts'
import { readPurchases, resumePurchases, StopPurchases, stopPurchases } from './purchases.ts'

let database: TestDatabase
let cast: Cast
let owner: TestPerson

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
  owner = await createPerson(database.db, { roles: ['owner'], account: cast.account, name: 'Olu Owner' })
})
afterAll(() => database.drop())
afterEach(async () => {
  await database.db.update(purchaseSwitch).set({ thawAt: null })
  await database.db
    .update(purchaseSwitch)
    .set({ stoppedAt: null, stoppedReason: null, stoppedBy: null, frozenAt: null })
})

const as = (someone: TestPerson) => contextFor(database.db, someone)
const read = async (someone: TestPerson) => readPurchases(await as(someone))

test('purchases are stopped with a reason that everybody reads, by whom and since when', async () => {
  expect((await read(cast.support)).stop).toBeNull()
  await stopPurchases(await as(owner), { reason: 'odd orders' })
  expect(await read(cast.support)).toMatchObject({
    stop: { by: { id: owner.id, name: 'Olu Owner' }, reason: 'odd orders', freeze: null },
    canStop: false,
    canResume: false,
  })
  const rows = await database.db.select().from(audit).where(eq(audit.event, 'purchases.stop'))
  expect(rows).toMatchObject([{ actorId: owner.id, detail: { reason: 'odd orders' } }])
  expect(await read(owner)).toMatchObject({ canStop: true, canResume: true })
})

test('purchases are stopped by no admin and nobody of support, not twice, and not for no reason', async () => {
  for (const someone of [cast.admin, cast.support])
    await expect(stopPurchases(await as(someone), { reason: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
  expect(StopPurchases.safeParse({ reason: '   ' }).success).toBe(false)
  await stopPurchases(await as(cast.reviewer), { reason: 'first' })
  await expect(stopPurchases(await as(owner), { reason: 'second' })).rejects.toMatchObject({ code: 'conflict' })
  expect((await read(owner)).stop?.reason).toBe('first')
})

test('purchases that were stopped are resumed by an owner, and nothing of the stop is left', async () => {
  await stopPurchases(await as(owner), { reason: 'odd orders' })
  await expect(resumePurchases(await as(cast.reviewer))).rejects.toMatchObject({ code: 'forbidden' })
  await resumePurchases(await as(owner))
  expect((await read(owner)).stop).toBeNull()
  const [row] = await database.db.select().from(purchaseSwitch)
  expect(row).toMatchObject({ stoppedAt: null, stoppedReason: null, stoppedBy: null, frozenAt: null, thawAt: null })
})

test('what waited for purchases to be resumed is looked at then, and nothing else is', async () => {
  const inAnHour = new Date(Date.now() + 3_600_000)
  const insert = async (values: Partial<typeof request.$inferInsert>) =>
    (await insertRequest(database.db, cast, { ...values, wakeAt: inAnHour })).id
  const waiting = (state: string, words: string) => insert({ state, stateReason: { words } })
  const stopped = [
    await waiting('approved', 'reasons.purchasesStopped'),
    await waiting('ordered', 'reasons.purchasesFrozen'),
    // A worker looks at it and may have found them stopped.
    await insert({ state: 'claimed', leaseUntil: inAnHour }),
  ]
  await waiting('approved', 'reasons.throttled')
  await stopPurchases(await as(owner), { reason: 'odd orders' })
  await resumePurchases(await as(owner))
  const due = await database.db
    .select({ id: request.id })
    .from(request)
    .where(sql`${request.wakeAt} <= clock_timestamp()`)
  expect(due.map(({ id }) => id).toSorted()).toEqual(stopped.toSorted())
})

test('a freeze tells when it can end, and whose orders were looked through since it began', async () => {
  await database.db.insert(syncState).values({
    accountId: cast.account.id,
    kind: 'orders',
    asOf: sql`clock_timestamp() - interval '1 minute'`,
  })
  await database.db.update(purchaseSwitch).set({
    stoppedAt: sql`clock_timestamp()`,
    frozenAt: sql`clock_timestamp()`,
    thawAt: sql`clock_timestamp() + interval '30 minutes'`,
  })
  const frozen = (await read(cast.support)).stop
  expect(frozen).toMatchObject({ by: null, freeze: { accounts: [{ id: cast.account.id, readAt: null }] } })
  await database.db.update(syncState).set({ asOf: sql`clock_timestamp()` })
  const [account] = (await read(cast.support)).stop?.freeze?.accounts ?? []
  expect(account?.readAt).not.toBeNull()
  await expect(resumePurchases(await as(owner))).rejects.toMatchObject({ code: 'conflict' })
})

test('whoever approves is told whether it is sent now, or what is stopped', async () => {
  const own = await createCast(database.db)
  const approve = async () => {
    const { id, version, approvalHash: hash } = await insertRequest(database.db, own)
    return (await approveRequest(await as(own.reviewer), { id, version, hash, comment: '' })).waitsFor
  }
  expect(await approve()).toBeNull()
  await database.db.update(cloudAccount).set({ state: 'paused' }).where(eq(cloudAccount.id, own.account.id))
  expect(await approve()).toBe('account')
  await stopPurchases(await as(owner), { reason: 'odd orders' })
  expect(await approve()).toBe('purchases')
})
