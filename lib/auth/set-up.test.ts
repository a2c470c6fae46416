import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { audit, cloudAccount, membership, person } from '../db/schema.ts'
import { type TestDatabase, createTestDatabase } from '../db/testing/database.ts'
import { openReadCredentials } from './accounts.ts'
import { SetUp, setUp } from './set-up.ts'
import { openSpendCredentials } from './spend-key.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const dataKey = randomBytes(32).toString('base64')
const document: SetUp = {
  account: { name: 'Main', site: 'china', region: 'cn-north-4', projectId: 'a'.repeat(32), domainId: 'b'.repeat(32) },
  read: { accessKey: 'READKEY0000000000001', secretKey: 'read-secret-that-is-not-a-secret' },
  spend: { accessKey: 'SPENDKEY000000000001', secretKey: 'spend-secret-that-is-not-a-secret' },
  people: [{ email: 'ada@example.test', name: 'Ada', password: 'a long enough password', roles: ['admin', 'owner'] }],
}

test('the web opens the read key, the worker alone the spending key, and running it again renews both and brings a retired account back', async () => {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
  const keys = { dataKey, workerPublicJwk: await exportJWK(pair.publicKey) }
  const id = await setUp(database.db, document, keys)
  expect((await openReadCredentials(database.db, id, dataKey)).key.secretKey).toBe(document.read.secretKey)
  expect((await openSpendCredentials(database.db, id, [await exportJWK(pair.privateKey)])).key.secretKey).toBe(
    document.spend.secretKey,
  )
  const other = await exportJWK((await generateKeyPair('ECDH-ES+A256KW', { extractable: true })).privateKey)
  await expect(openSpendCredentials(database.db, id, [other])).rejects.toThrow(/decrypt|unseal|open/i)

  const again = await setUp(
    database.db,
    { ...document, read: { ...document.read, secretKey: 'a-renewed-secret-of-the-read-key' } },
    keys,
  )
  expect(again).toBe(id)
  expect((await openReadCredentials(database.db, id, dataKey)).key.secretKey).toBe('a-renewed-secret-of-the-read-key')
  // They sign in from now on, and count as owners.
  expect(await database.db.select().from(person)).toMatchObject([{ joinedAt: expect.any(Date) }])
  expect(await database.db.select().from(membership)).toHaveLength(2)

  // What is new is in the audit, once.
  const events = (await database.db.select({ event: audit.event }).from(audit).orderBy(audit.seq)).map(
    ({ event }) => event,
  )
  expect(events).toEqual(['account.connect', 'person.add', 'person.role.give', 'person.role.give', 'account.connect'])

  await database.db.update(cloudAccount).set({ state: 'retired' })
  await setUp(database.db, document, keys)
  expect(await database.db.select().from(cloudAccount)).toMatchObject([{ id, state: 'active' }])
})

test('a short password, an unknown region and a project id of another form are refused by name', () => {
  const wrong = {
    ...document,
    account: { ...document.account, region: 'mars-1', projectId: 'x' },
    people: [{ ...document.people[0], password: 'short' }],
  }
  const paths = SetUp.safeParse(wrong).error?.issues.map((issue) => issue.path.join('.'))
  expect(paths).toEqual(['account.region', 'account.projectId', 'people.0.password'])
})
