import { exportJWK, generateKeyPair } from 'jose'
import { expect, test } from 'vitest'
import { parseWorkerKeys } from './worker-key.ts'

const newKey = async () => {
  const { privateKey } = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
  return await exportJWK(privateKey)
}

const only = <T>([first, ...rest]: T[]): T => {
  if (first === undefined || rest.length > 0) throw new Error('One key was expected')
  return first
}

test('a list of keys is read in its order', async () => {
  const [one, other] = [await newKey(), await newKey()]
  expect(parseWorkerKeys(JSON.stringify([one, other])).map(({ privateJwk }) => privateJwk.d)).toEqual([one.d, other.d])
  expect(() => parseWorkerKeys('[]')).toThrow(/^COUNTERSIGN_WORKER_KEY is wrong/)
})

test('all workers with one key read what each of them left on the disk, and no other does', async () => {
  const [one, other] = [await newKey(), await newKey()]
  const read = (key: unknown) => only(parseWorkerKeys(JSON.stringify(key)))
  expect(read(one).spoolKey).toBe(read({ ...one, kid: 'again' }).spoolKey)
  expect(read(one).mark).toBe(read(one).mark)
  expect(read(one).spoolKey).not.toBe(read(other).spoolKey)
  expect(read(one).mark).not.toBe(read(other).mark)
  // The public half, which the web has, does not lead to it.
  expect(read({ ...one, d: other.d }).spoolKey).toBe(read(other).spoolKey)
})

test('the public half alone is no worker key', async () => {
  const { kty, crv, x, y } = await newKey()
  expect(() => parseWorkerKeys(JSON.stringify({ kty, crv, x, y }))).toThrow(/^COUNTERSIGN_WORKER_KEY is wrong/)
})

test('what is no key at all is refused by name, without a word of what it was', () => {
  expect(() => parseWorkerKeys('{"d":"secret-part"')).toThrow(/^COUNTERSIGN_WORKER_KEY is wrong (?!.*secret-part)/)
})
