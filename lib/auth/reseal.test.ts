import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { eq, sql } from 'drizzle-orm'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { expect, test } from 'vitest'
import { spendKey } from '../db/account-schema.ts'
import { workerHeartbeat } from '../db/schema.ts'
import { tellNeededKeys } from '../worker/needed-keys.ts'
import { type WorkerKey, parseWorkerKeys } from '../worker/worker-key.ts'
import { connectAccount } from './accounts.ts'
import { resealSpendKeys } from './reseal.ts'
import { openSpendCredentials } from './spend-key.ts'
import { workerKeyId } from './spend-seal.ts'
import { stageSealing } from './testing/sealing.ts'

const stage = stageSealing()

const dataKey = randomBytes(32).toString('base64')
const newKey = async () =>
  exportJWK((await generateKeyPair('ECDH-ES+A256KW', { crv: 'P-256', extractable: true })).privateKey)
const keysOf = (...keys: JWK[]): WorkerKey[] => parseWorkerKeys(JSON.stringify(keys))
const publicOf = (key: JWK): JWK => keysOf(key)[0]?.publicJwk ?? key

const connect = (to: JWK) =>
  connectAccount(
    stage.database.db,
    {
      name: 'Account',
      site: 'china',
      region: 'cn-north-4',
      projectId: randomBytes(16).toString('hex'),
      domainId: 'd'.repeat(32),
      read: { accessKey: 'READ', secretKey: 'the reading secret' },
      spend: { accessKey: 'SPEND', secretKey: 'the spending secret' },
    },
    { dataKey, workerPublicJwk: publicOf(to) },
  )
const opened = async (accountId: string, ...keys: JWK[]) =>
  (await openSpendCredentials(stage.database.db, accountId, keys)).key.secretKey

/** What the web seals to, as it starts with this key in its environment. */
const sealingKeyWith = async (key: JWK) => (await stage.startedWith(publicOf(key))).sealingKey(stage.database.db)

const runs = (keys: JWK[]) =>
  stage.database.db
    .insert(workerHeartbeat)
    .values({ workerId: 'w', publicKey: keys.map(publicOf) })
    .onConflictDoUpdate({ target: workerHeartbeat.workerId, set: { publicKey: keys.map(publicOf) } })

const rewrapProgram = async (keys: JWK[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, '../../scripts/rewrap.ts')], {
    env: {
      ...process.env,
      DATABASE_URL: stage.database.url,
      NEXTAUTH_SECRET: 's'.repeat(32),
      COUNTERSIGN_DATA_KEY: dataKey,
      COUNTERSIGN_WORKER_KEY: JSON.stringify(keys),
    },
  })

test('one pair of the worker replaces another without a spending key being entered again', async () => {
  const [old, fresh] = [await newKey(), await newKey()]
  const first = await connect(old)

  // The web does not seal to a key that a worker which runs could not open with.
  await runs([old])
  await expect(sealingKeyWith(fresh)).rejects.toMatchObject({ message: 'errors.otherWorkerKey' })
  await runs([old, fresh])
  expect(await sealingKeyWith(fresh)).toEqual(publicOf(fresh))
  expect(await sealingKeyWith(old)).toEqual(publicOf(old))
  const second = await connect(fresh)
  for (const id of [first, second]) expect(await opened(id, old, fresh)).toBe('the spending secret')

  const { stdout } = await rewrapProgram([fresh, old])
  expect(stdout).toContain('Sealed 1 spending keys to the first key of the worker.')
  expect(stdout).not.toContain('the spending secret')
  for (const id of [first, second]) expect(await opened(id, fresh)).toBe('the spending secret')
  await expect(opened(first, old)).rejects.toThrow(/cannot open/)
  expect(await resealSpendKeys(stage.database.db, keysOf(fresh, old))).toEqual({ spendKeys: 0, left: [] })

  const { rows } = await stage.database.db.execute(
    sql`select actor_kind as by, detail from audit where event = 'account.reseal' and account_id = ${first}`,
  )
  expect(rows).toEqual([
    {
      by: 'system',
      detail: { before: { sealedTo: await workerKeyId(old) }, after: { sealedTo: await workerKeyId(fresh) } },
    },
  ])
})

test('a seal is bound to its account and access key again, and one that was moved is left as it is', async () => {
  const [old, fresh] = [await newKey(), await newKey()]
  const [one, moved] = [await connect(old), await connect(old)]
  const [its] = await stage.database.db.select().from(spendKey).where(eq(spendKey.accountId, one))
  await stage.database.db.update(spendKey).set({ secretSealed: its?.secretSealed }).where(eq(spendKey.accountId, moved))
  const before = await stage.database.db.select().from(spendKey).where(eq(spendKey.accountId, moved))

  const { left } = await resealSpendKeys(stage.database.db, keysOf(fresh, old))
  expect(left).toContainEqual({
    accountId: moved,
    sealedTo: await workerKeyId(old),
    reason: expect.stringMatching(/something else/),
  })
  expect(await stage.database.db.select().from(spendKey).where(eq(spendKey.accountId, moved))).toEqual(before)
  expect(await opened(one, fresh)).toBe('the spending secret')
  const [again] = await stage.database.db.select().from(spendKey).where(eq(spendKey.accountId, one))
  await stage.database.db
    .update(spendKey)
    .set({ secretSealed: again?.secretSealed, sealedTo: again?.sealedTo })
    .where(eq(spendKey.accountId, moved))
  await expect(opened(moved, fresh)).rejects.toThrow(/something else/)
  await stage.database.db.delete(spendKey).where(eq(spendKey.accountId, moved))
})

test('a worker says which key is still needed, and for which accounts', async () => {
  const [old, fresh, third] = [await newKey(), await newKey(), await newKey()]
  const id = await connect(old)
  const told = (...keys: JWK[]) =>
    tellNeededKeys(stage.database.db, keysOf(...keys), { workerId: 'w', spoolFolder: import.meta.dirname })
  expect((await told(third)).get(await workerKeyId(old))).toEqual([id])
  expect((await told(fresh, old)).has(await workerKeyId(old))).toBe(false)
  await resealSpendKeys(stage.database.db, keysOf(fresh, old))
  expect((await told(fresh)).has(await workerKeyId(old))).toBe(false)
})
