import { exportJWK, generateKeyPair } from 'jose'
import { expect, test } from 'vitest'
import { workerHeartbeat } from '../db/schema.ts'
import { stageSealing } from './testing/sealing.ts'

const stage = stageSealing()

const newPair = () => generateKeyPair('ECDH-ES+A256KW', { extractable: true })

test('spending keys are sealed to the key of the environment, and to none that only the database names', async () => {
  const { publicKey } = await newPair()
  const jwk = await exportJWK(publicKey)
  await stage.database.db.insert(workerHeartbeat).values({ workerId: 'w', publicKey: jwk })
  const without = await stage.startedWith(undefined)
  await expect(without.sealingKey(stage.database.db)).rejects.toMatchObject({ message: 'errors.noWorkerKey' })
  const started = await stage.startedWith(jwk)
  expect(await started.sealingKey(stage.database.db)).toEqual(jwk)
})

test('a worker that runs with another key is told of before anything is sealed that it could not open', async () => {
  const [ours, theirs] = await Promise.all([newPair(), newPair()])
  await stage.database.db.delete(workerHeartbeat)
  await stage.database.db
    .insert(workerHeartbeat)
    .values({ workerId: 'w', publicKey: await exportJWK(theirs.publicKey) })
  const { sealingKey } = await stage.startedWith(await exportJWK(ours.publicKey))
  await expect(sealingKey(stage.database.db)).rejects.toMatchObject({ message: 'errors.otherWorkerKey' })
})

test('the web does not start with the private half in the place of the public one', async () => {
  const { privateKey } = await newPair()
  const { sealingKey } = await stage.startedWith(await exportJWK(privateKey))
  await expect(sealingKey(stage.database.db)).rejects.toThrow(
    /COUNTERSIGN_WORKER_PUBLIC_KEY is wrong \(the public half/,
  )
})
