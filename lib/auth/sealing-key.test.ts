import { exportJWK, generateKeyPair } from 'jose'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { workerHeartbeat } from '../db/schema.ts'
import { createTestDatabase, type TestDatabase } from '../db/testing/database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
afterEach(() => {
  vi.unstubAllEnvs()
  vi.resetModules()
})

const newPair = () => generateKeyPair('ECDH-ES+A256KW', { extractable: true })

/** The program as it starts with this environment. */
async function startedWith(publicKey: unknown) {
  vi.stubEnv('DATABASE_URL', 'postgres://nowhere')
  vi.stubEnv('NEXTAUTH_SECRET', 's'.repeat(32))
  vi.stubEnv('COUNTERSIGN_DATA_KEY', `${'A'.repeat(43)}=`)
  if (publicKey !== undefined) vi.stubEnv('COUNTERSIGN_WORKER_PUBLIC_KEY', JSON.stringify(publicKey))
  return await import('./sealing-key.ts')
}

test('spending keys are sealed to the key of the environment, and to none that only the database names', async () => {
  const { publicKey } = await newPair()
  const jwk = await exportJWK(publicKey)
  await database.db.insert(workerHeartbeat).values({ workerId: 'w', publicKey: jwk })
  const without = await startedWith(undefined)
  await expect(without.sealingKey(database.db)).rejects.toMatchObject({ message: 'errors.noWorkerKey' })
  vi.resetModules()
  const started = await startedWith(jwk)
  expect(await started.sealingKey(database.db)).toEqual(jwk)
})

test('a worker that runs with another key is told of before anything is sealed that it could not open', async () => {
  const [ours, theirs] = await Promise.all([newPair(), newPair()])
  await database.db.delete(workerHeartbeat)
  await database.db.insert(workerHeartbeat).values({ workerId: 'w', publicKey: await exportJWK(theirs.publicKey) })
  const { sealingKey } = await startedWith(await exportJWK(ours.publicKey))
  await expect(sealingKey(database.db)).rejects.toMatchObject({ message: 'errors.otherWorkerKey' })
})

test('the web does not start with the private half in the place of the public one', async () => {
  const { privateKey } = await newPair()
  const { sealingKey } = await startedWith(await exportJWK(privateKey))
  await expect(sealingKey(database.db)).rejects.toThrow(/COUNTERSIGN_WORKER_PUBLIC_KEY is wrong \(the public half/)
})
