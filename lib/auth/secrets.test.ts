import { randomBytes } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import { describe, expect, test } from 'vitest'
import { isSealed, seal, sealForWorker, unseal, unsealAsWorker } from './secrets.ts'

const binding = { accountId: '11111111-1111-4111-8111-111111111111', field: 'read' } as const
const other = { accountId: '22222222-2222-4222-8222-222222222222', field: 'read' } as const
const newDataKey = () => randomBytes(32).toString('base64')
const newPair = async () => {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
  return { publicJwk: await exportJWK(pair.publicKey), privateJwk: await exportJWK(pair.privateKey) }
}

describe('a secret that web and worker read', () => {
  test('opens again for its own account and field', () => {
    const key = newDataKey()
    expect(unseal(seal('s€cret', binding, key), binding, key)).toBe('s€cret')
  })

  test('is sealed differently each time and never contains the secret', () => {
    const key = newDataKey()
    const [one, two] = [seal('secret', binding, key), seal('secret', binding, key)]
    expect(one).not.toBe(two)
    expect(Buffer.from(one.split('.')[2] ?? '', 'base64url').toString('latin1')).not.toContain('secret')
  })

  test('does not open for another account, another field, another key, or when one bit changed', () => {
    const key = newDataKey()
    const sealed = seal('secret', binding, key)
    const [version, nonce, body = ''] = sealed.split('.')
    const bytes = Buffer.from(body, 'base64url')
    bytes[0] = (bytes[0] ?? 0) ^ 1
    expect(() => unseal(sealed, other, key)).toThrow(/authenticate/)
    expect(() => unseal(sealed, { ...binding, field: 'spend' }, key)).toThrow(/authenticate/)
    expect(() => unseal(sealed, binding, newDataKey())).toThrow(/authenticate/)
    expect(() => unseal([version, nonce, bytes.toString('base64url')].join('.'), binding, key)).toThrow(/authenticate/)
  })

  test('that is an answer opens for its own attempt only, and not as what waits on a disk', () => {
    const key = newDataKey()
    const sealed = seal('{}', { attemptId: binding.accountId, field: 'answer' }, key)
    expect(unseal(sealed, { attemptId: binding.accountId, field: 'answer' }, key)).toBe('{}')
    for (const it of [
      { attemptId: other.accountId, field: 'answer' },
      { spoolId: binding.accountId, field: 'spool' },
    ] as const)
      expect(() => unseal(sealed, it, key)).toThrow(/authenticate/)
    expect(isSealed(sealed)).toBe(true)
    expect(isSealed('{"order_id":"v1.A"}')).toBe(false)
  })

  test('is refused when it is no seal at all, instead of opening as something empty', () => {
    for (const text of ['', 'v1', 'v1..', 'v2.AAAA.AAAA', 'plain secret'])
      expect(() => unseal(text, binding, newDataKey())).toThrow(/sealed secret|initialization vector|tag/)
  })
})

describe('a secret that only the worker reads', () => {
  test('opens with the private key for its own account', async () => {
    const { publicJwk, privateJwk } = await newPair()
    const sealed = await sealForWorker('spend', { ...binding, field: 'spend' }, publicJwk)
    expect(await unsealAsWorker(sealed, { ...binding, field: 'spend' }, privateJwk)).toBe('spend')
  })

  test('does not open with the public key, another private key, or for another account or field', async () => {
    const { publicJwk, privateJwk } = await newPair()
    const sealed = await sealForWorker('spend', { ...binding, field: 'spend' }, publicJwk)
    await expect(unsealAsWorker(sealed, { ...binding, field: 'spend' }, publicJwk)).rejects.toThrow(/key/i)
    await expect(unsealAsWorker(sealed, { ...binding, field: 'spend' }, (await newPair()).privateJwk)).rejects.toThrow(
      /decrypt|operation/i,
    )
    await expect(unsealAsWorker(sealed, { ...other, field: 'spend' }, privateJwk)).rejects.toThrow(/something else/)
    await expect(unsealAsWorker(sealed, binding, privateJwk)).rejects.toThrow(/something else/)
  })

  test('does not open when its stated account was rewritten', async () => {
    const { publicJwk, privateJwk } = await newPair()
    const sealed = await sealForWorker('spend', { ...binding, field: 'spend' }, publicJwk)
    const [head = '', ...rest] = sealed.split('.')
    const claims: unknown = JSON.parse(Buffer.from(head, 'base64url').toString())
    const forged = Buffer.from(JSON.stringify(Object.assign({}, claims, { accountId: other.accountId })))
    const text = [forged.toString('base64url'), ...rest].join('.')
    await expect(unsealAsWorker(text, { ...other, field: 'spend' }, privateJwk)).rejects.toThrow(/decrypt/i)
  })
})
