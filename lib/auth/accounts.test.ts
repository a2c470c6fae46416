import { randomBytes } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spendKey } from '#lib/db/account-schema.ts'
import { cloudAccount } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { connectAccount, openReadCredentials } from './accounts.ts'
import { openSpendCredentials } from './spend-key.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const newAccount = () => ({
  name: 'Shop',
  site: 'china' as const,
  region: 'cn-north-4',
  projectId: randomBytes(16).toString('hex'),
  domainId: 'd'.repeat(32),
  read: { accessKey: 'READ', secretKey: 'the reading secret' },
  spend: { accessKey: 'SPEND', secretKey: 'the spending secret' },
})

async function newKeys() {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
  return {
    dataKey: randomBytes(32).toString('base64'),
    workerPublicJwk: await exportJWK(pair.publicKey),
    workerPrivateJwk: await exportJWK(pair.privateKey),
  }
}

describe('a connected account', () => {
  test('gives its reading key to whoever has the data key, and its spending key to the worker alone', async () => {
    const keys = await newKeys()
    const id = await connectAccount(database.db, newAccount(), keys)
    const read = await openReadCredentials(database.db, id, keys.dataKey)
    expect(read).toMatchObject({ accountId: id, region: 'cn-north-4', endpointOverride: null })
    expect(read.key).toEqual({ accessKey: 'READ', secretKey: 'the reading secret' })
    const spend = await openSpendCredentials(database.db, id, [keys.workerPrivateJwk])
    expect(spend.key).toEqual({ accessKey: 'SPEND', secretKey: 'the spending secret' })
    await expect(openSpendCredentials(database.db, id, [keys.workerPublicJwk])).rejects.toThrow(/key/i)
  })

  test('leaves no secret in its row', async () => {
    const id = await connectAccount(database.db, newAccount(), await newKeys())
    const rows = [
      await database.db.select().from(cloudAccount).where(eq(cloudAccount.id, id)),
      await database.db.select().from(spendKey).where(eq(spendKey.accountId, id)),
    ]
    expect(JSON.stringify(rows)).not.toMatch(/the (reading|spending) secret/)
  })

  test('does not open with secrets copied from another account', async () => {
    const keys = await newKeys()
    const [one, two] = [
      await connectAccount(database.db, newAccount(), keys),
      await connectAccount(database.db, newAccount(), keys),
    ]
    const [from] = await database.db.select().from(cloudAccount).where(eq(cloudAccount.id, one))
    const [spend] = await database.db.select().from(spendKey).where(eq(spendKey.accountId, one))
    await database.db
      .update(cloudAccount)
      .set({ readSecretSealed: from?.readSecretSealed })
      .where(eq(cloudAccount.id, two))
    await database.db.update(spendKey).set({ secretSealed: spend?.secretSealed }).where(eq(spendKey.accountId, two))
    await expect(openReadCredentials(database.db, two, keys.dataKey)).rejects.toThrow(/authenticate/)
    await expect(openSpendCredentials(database.db, two, [keys.workerPrivateJwk])).rejects.toThrow(/something else/)
  })

  test('takes new keys and a new address when it is connected again', async () => {
    const [account, keys] = [newAccount(), await newKeys()]
    const id = await connectAccount(database.db, account, keys)
    const renewed = await newKeys()
    const endpointOverride = 'http://127.0.0.1:4010'
    await connectAccount(database.db, { ...account, endpointOverride }, renewed, id)
    expect(await openReadCredentials(database.db, id, renewed.dataKey)).toMatchObject({ endpointOverride })
    await expect(openReadCredentials(database.db, id, keys.dataKey)).rejects.toThrow(/among ours/)
  })

  test('that nobody connected is not found', async () => {
    const unknown = '00000000-0000-4000-8000-000000000000'
    await expect(openReadCredentials(database.db, unknown, 'x')).rejects.toMatchObject({ code: 'not_found' })
  })
})
