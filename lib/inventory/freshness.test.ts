import { eq, inArray } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { syncState } from '#lib/db/mirror-schema.ts'
import { cloudAccount } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createCast } from '#lib/db/testing/requests.ts'
import { freshnessOf, unreadOf } from './freshness.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function readAt(asOf: Date): Promise<string> {
  const { account } = await createCast(database.db)
  await database.db.insert(syncState).values({ accountId: account.id, kind: 'orders', asOf })
  return account.id
}

const become = async (id: string, state: 'active' | 'refused' | 'retired') =>
  await database.db.update(cloudAccount).set({ state, stateReason: 'APIGW.0301' }).where(eq(cloudAccount.id, id))

const [longAgo, lately] = [new Date('2026-01-01T00:00:00Z'), new Date('2026-02-01T00:00:00Z')]

test('a list is as old as the account that was read longest ago, but for those that are retired', async () => {
  const accounts = [await readAt(longAgo), await readAt(lately)]
  const [old = ''] = accounts
  expect(await freshnessOf(database.db, 'orders', accounts)).toMatchObject({ at: longAgo.toISOString() })
  await become(old, 'retired')
  expect(await freshnessOf(database.db, 'orders', accounts)).toMatchObject({ at: lately.toISOString() })
  expect(await freshnessOf(database.db, 'orders', [old])).toMatchObject({ at: longAgo.toISOString() })
})

test('an account whose key is refused is said to be read no more, though its last look succeeded', async () => {
  const accounts = [await readAt(longAgo), await readAt(lately)]
  expect(await freshnessOf(database.db, 'orders', accounts)).not.toHaveProperty('stopped')
  await become(accounts[1] ?? '', 'refused')
  expect(await freshnessOf(database.db, 'orders', accounts)).toMatchObject({
    failedAt: null,
    stopped: { state: 'refused', reason: 'APIGW.0301' },
  })
})

test('a failure is told with the account that it is of, and when that was last read', async () => {
  const accounts = [await readAt(longAgo), await readAt(lately)]
  const [one = ''] = accounts
  const failed = { failedAt: new Date('2026-03-01T00:00:00Z'), failure: 'CBC.0151' }
  await database.db.update(syncState).set(failed).where(eq(syncState.accountId, one))
  const [named] = await database.db.select().from(cloudAccount).where(eq(cloudAccount.id, one))
  expect(await freshnessOf(database.db, 'orders', accounts)).toMatchObject({
    failure: 'CBC.0151',
    failed: { account: named?.name, at: longAgo.toISOString() },
  })
})

test('an account that cannot be read is told beside one that is stopped, and the stopped one only as that', async () => {
  const accounts = [await readAt(longAgo), await readAt(lately)]
  const failed = { failedAt: new Date('2026-03-01T00:00:00Z'), failure: 'CBC.0151' }
  await database.db.update(syncState).set(failed).where(inArray(syncState.accountId, accounts))
  for (const name of accounts) await database.db.update(cloudAccount).set({ name }).where(eq(cloudAccount.id, name))
  for (const [stopping = '', failing] of [accounts, accounts.toReversed()]) {
    await become(stopping, 'refused')
    expect(await freshnessOf(database.db, 'orders', accounts)).toMatchObject({
      failed: { account: failing },
      stopped: { account: stopping },
    })
    await become(stopping, 'active')
  }
})

test('several kinds are as old as the one that was read longest ago, and not read while one of them was not', async () => {
  const account = await readAt(lately)
  const kinds = ['orders', 'jobs'] as const
  expect(await freshnessOf(database.db, kinds, [account])).toMatchObject({ at: null, isPartly: true })
  await database.db.insert(syncState).values({ accountId: account, kind: 'jobs', asOf: longAgo })
  expect(await freshnessOf(database.db, kinds, [account])).toMatchObject({ at: longAgo.toISOString() })
})

test('an account of which nothing was read is told with why, and no other is', async () => {
  const [read, fresh, failing, refused, retired] = [
    await readAt(lately),
    (await createCast(database.db)).account.id,
    (await createCast(database.db)).account.id,
    (await createCast(database.db)).account.id,
    (await createCast(database.db)).account.id,
  ]
  const failure = 'CBC.0151 Access denied.'
  await database.db.insert(syncState).values({ accountId: failing, kind: 'jobs', failedAt: lately, failure })
  await become(refused, 'refused')
  await become(retired, 'retired')
  const found = await unreadOf(database.db, ['orders', 'jobs'], [read, fresh, failing, refused, retired])
  expect(new Map(found.map((each) => [each.id, [each.isStopped, each.failure]]))).toEqual(
    new Map([
      [fresh, [false, null]],
      [failing, [false, failure]],
      [refused, [true, null]],
    ]),
  )
})
