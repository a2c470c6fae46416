import { createCipheriv, randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Binding, isSealed, rewrap, seal, unseal } from './secrets.ts'

const binding = { accountId: '11111111-1111-4111-8111-111111111111', field: 'read' } as const
const other = { accountId: '22222222-2222-4222-8222-222222222222', field: 'read' } as const
const newDataKey = () => randomBytes(32).toString('base64')

/** As secrets were sealed before there were envelopes. */
function sealedOld(secret: string, about: string, dataKey: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(dataKey, 'base64'), nonce)
  cipher.setAAD(Buffer.from(about))
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return ['v1', nonce.toString('base64url'), body.toString('base64url')].join('.')
}

describe('a secret that web and worker read', () => {
  test('opens again for its own account and field', () => {
    const key = newDataKey()
    expect(unseal(seal('s€cret', binding, key), binding, key)).toBe('s€cret')
  })

  test('is sealed differently each time, under a key of its own, and never contains the secret', () => {
    const key = newDataKey()
    const [one, two] = [seal('secret', binding, key), seal('secret', binding, key)]
    for (const part of [2, 3]) expect(one.split('.')[part]).not.toBe(two.split('.')[part])
    expect(Buffer.from(one.split('.')[3] ?? '', 'base64url').toString('latin1')).not.toContain('secret')
    // The envelope of one does not open the other.
    const [version, mark, , body] = one.split('.')
    const swapped = [version, mark, two.split('.')[2], body].join('.')
    expect(() => unseal(swapped, binding, key)).toThrow(/authenticate/)
  })

  test('does not open for another account, as another field, or when one bit of any part changed', () => {
    const key = newDataKey()
    const sealed = seal('secret', binding, key)
    const wrong: Binding[] = [other, { attemptId: binding.accountId, field: 'answer' }]
    for (const each of wrong) expect(() => unseal(sealed, each, key)).toThrow(/authenticate/)
    for (const changed of [2, 3]) {
      const parts = sealed.split('.')
      const bytes = Buffer.from(parts[changed] ?? '', 'base64url')
      bytes[20] = (bytes[20] ?? 0) ^ 1
      parts[changed] = bytes.toString('base64url')
      expect(() => unseal(parts.join('.'), binding, key)).toThrow(/authenticate/)
    }
  })

  test('says so when its data key is not there', () => {
    expect(() => unseal(seal('secret', binding, newDataKey()), binding, newDataKey())).toThrow('not among ours')
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
    for (const text of ['', 'v1', 'v1..', 'v1.AAAA.AAAA', 'v2.AAAA.AAAA', 'v2...', 'plain secret'])
      expect(() => unseal(text, binding, newDataKey())).toThrow(/sealed secret|among ours/)
  })
})

describe('while one data key replaces another', () => {
  const [old, fresh] = [newDataKey(), newDataKey()]

  test('both open, and the first one seals', () => {
    const before = seal('secret', binding, old)
    expect(unseal(before, binding, `${fresh},${old}`)).toBe('secret')
    expect(unseal(before, binding, `${old},${fresh}`)).toBe('secret')
    expect(unseal(seal('secret', binding, `${fresh},${old}`), binding, fresh)).toBe('secret')
  })

  test('a secret is put under the new one without being sealed anew itself, and once', () => {
    const before = seal('secret', binding, old)
    const after = rewrap(before, binding, `${fresh},${old}`) ?? ''
    expect(unseal(after, binding, fresh)).toBe('secret')
    expect(after.split('.')[3]).toBe(before.split('.')[3])
    expect(rewrap(after, binding, `${fresh},${old}`)).toBeUndefined()
    expect(() => rewrap(before, other, `${fresh},${old}`)).toThrow(/authenticate/)
  })

  test('what was sealed before there were envelopes opens, and gets one', () => {
    const before = sealedOld('secret', `${binding.accountId}|read`, old)
    expect(isSealed(before)).toBe(true)
    expect(unseal(before, binding, `${fresh},${old}`)).toBe('secret')
    expect(() => unseal(before, other, old)).toThrow(/authenticate/)
    const after = rewrap(before, binding, `${fresh},${old}`) ?? ''
    expect(after).toMatch(/^v2[.]/)
    expect(unseal(after, binding, fresh)).toBe('secret')
  })
})
