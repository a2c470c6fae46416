import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepSecrets } from './secrets.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), 'countersign-secrets-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

test('secrets are made once, kept, and readable by their owner alone', async () => {
  const first = await keepSecrets(dataDir)
  expect(await keepSecrets(dataDir)).toEqual(first)
  expect((await stat(path.join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600)
})

test('two data folders have different secrets', async () => {
  const [one, two] = [await keepSecrets(dataDir), await keepSecrets(path.join(dataDir, 'other'))]
  expect(one.sessionSecret).not.toBe(two.sessionSecret)
  expect(one.dataKey).not.toBe(two.dataKey)
  expect(one.workerPrivateJwk.d).not.toBe(two.workerPrivateJwk.d)
})

test('a damaged file of secrets is an error, not a reason for new ones', async () => {
  await writeFile(path.join(dataDir, 'secrets.json'), '{}')
  await expect(keepSecrets(dataDir)).rejects.toThrow(/sessionSecret/)
})
