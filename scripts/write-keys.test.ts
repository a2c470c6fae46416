import { mkdtemp, rm, stat } from 'node:fs/promises'
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { seal, unseal } from '#lib/auth/secrets.ts'
import { sealForWorker, unsealAsWorker } from '#lib/auth/spend-seal.ts'
import { parseWorkerKeys } from '#lib/worker/worker-key.ts'
import { writeKeys } from './write-keys.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'countersign-keys-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const settingsIn = (file: string) => parseEnv(readFileSync(file, 'utf8'))

test('the web is told what to seal with, and the worker alone what opens it', async () => {
  const [webFile, workerFile] = await writeKeys(folder)
  const [web, worker] = [settingsIn(webFile), settingsIn(workerFile)]
  const [workerKey] = parseWorkerKeys(worker['COUNTERSIGN_WORKER_KEY'] ?? '')
  if (!workerKey) throw new Error('The worker has a key')
  const { privateJwk } = workerKey
  const binding = { accountId: 'a', accessKey: 'AK' }
  const sealed = await sealForWorker('spend', binding, JSON.parse(web['COUNTERSIGN_WORKER_PUBLIC_KEY'] ?? ''))
  expect(await unsealAsWorker(sealed, binding, privateJwk)).toBe('spend')
  expect(Object.keys(web)).not.toContain('COUNTERSIGN_WORKER_KEY')
  expect(readFileSync(webFile, 'utf8')).not.toContain(String(privateJwk.d))
  const read = { accountId: 'a', field: 'read' } as const
  const key = web['COUNTERSIGN_DATA_KEY'] ?? ''
  expect(unseal(seal('read', read, key), read, worker['COUNTERSIGN_DATA_KEY'] ?? '')).toBe('read')
})

test('the files are for their owner alone, and are not written over', async () => {
  for (const file of await writeKeys(folder)) expect((await stat(file)).mode & 0o777).toBe(0o600)
  await expect(writeKeys(folder)).rejects.toThrow(/EEXIST/)
})
