import { exportJWK, generateKeyPair } from 'jose'
import { expect, test } from 'vitest'
import { sealForWorker, unsealAsWorker, workerKeyId } from './spend-seal.ts'

const binding = { accountId: '11111111-1111-4111-8111-111111111111', accessKey: 'SPENDKEY' }

async function newPair() {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
  return { publicJwk: await exportJWK(pair.publicKey), privateJwk: await exportJWK(pair.privateKey) }
}

test('a spending secret opens with the private key for its own account and access key', async () => {
  const { publicJwk, privateJwk } = await newPair()
  const sealed = await sealForWorker('spend', binding, publicJwk)
  expect(await unsealAsWorker(sealed, binding, privateJwk)).toBe('spend')
  expect(await workerKeyId(privateJwk)).toBe(await workerKeyId(publicJwk))
})

test('it does not open with the public key, another private key, for another account or beside another access key', async () => {
  const { publicJwk, privateJwk } = await newPair()
  const sealed = await sealForWorker('spend', binding, publicJwk)
  await expect(unsealAsWorker(sealed, binding, publicJwk)).rejects.toThrow(/key/i)
  await expect(unsealAsWorker(sealed, binding, (await newPair()).privateJwk)).rejects.toThrow(/decrypt|operation/i)
  for (const wrong of [{ accountId: '2' }, { accessKey: 'OTHERKEY' }])
    await expect(unsealAsWorker(sealed, { ...binding, ...wrong }, privateJwk)).rejects.toThrow(/something else/)
})

test('it does not open when the account or the key that it states was rewritten', async () => {
  const { publicJwk, privateJwk } = await newPair()
  const [head = '', ...rest] = (await sealForWorker('spend', binding, publicJwk)).split('.')
  const claims: unknown = JSON.parse(Buffer.from(head, 'base64url').toString())
  for (const change of [{ accountId: '2' }, { accessKey: 'OTHERKEY' }]) {
    const forged = Buffer.from(JSON.stringify(Object.assign({}, claims, change))).toString('base64url')
    await expect(unsealAsWorker([forged, ...rest].join('.'), { ...binding, ...change }, privateJwk)).rejects.toThrow(
      /decrypt/i,
    )
  }
})
