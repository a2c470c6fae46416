import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { approvalHash, canonical, RequestDocument } from './document.ts'

const document = RequestDocument.parse({
  schema: 1,
  operation: 'buy-phone-servers',
  contractVersion: 1,
  account: {
    id: '5f0a1c9e-7a55-4c51-9a3a-0c7f7a1f3a10',
    name: 'Main',
    site: 'china',
    region: 'cn-north-4',
    projectId: 'a'.repeat(32),
  },
  endpoint: 'https://cph.cn-north-4.myhuaweicloud.com',
  call: { service: 'cph', method: 'POST', api: 'cph.purchase', path: '/v2/p/cloud-phone/servers', body: '{"count":2}' },
  name: 'farm-abcdefgh',
  input: { image: { count: 2 } },
  summary: [{ step: 'image', label: 'wizard.count', value: '2' }],
  headline: '2 × physical',
  expected: 2,
  price: { amountMinor: 2_140_000, officialMinor: 2_140_000, currency: 'CNY', quotedAt: '2026-11-22T05:00:00.000Z' },
  reason: '',
  expiresAt: '2026-11-25T05:00:00.000Z',
})

describe('what an approval is for', () => {
  test('the order in which a document was built does not change its hash', () => {
    const reversed = RequestDocument.parse(Object.fromEntries(Object.entries(document).toReversed()))
    expect(approvalHash(reversed)).toBe(approvalHash(document))
  })

  test('one more byte in the body, one fen in the price, another day of expiry: another hash', () => {
    const changed = [
      { ...document, call: { ...document.call, body: '{"count":3}' } },
      { ...document, price: document.price && { ...document.price, amountMinor: 2_140_001 } },
      { ...document, expiresAt: '2026-11-26T05:00:00.000Z' },
      { ...document, call: { ...document.call, path: '/v2/q/cloud-phone/servers' } },
      { ...document, endpoint: 'https://cph.cn-north-9.myhuaweicloud.com' },
    ]
    const hashes = new Set([document, ...changed].map(approvalHash))
    expect(hashes.size).toBe(changed.length + 1)
  })

  test('text that looks the same is the same: accents are composed before hashing', () => {
    expect(canonical('e\u0301')).toBe(canonical('\u00e9'))
  })

  test('money is never a fraction in a hashed document', () => {
    expect(() => canonical({ amount: 1.5 })).toThrow('whole number')
  })

  test('two different documents of plain values never share a canonical form', () => {
    // Whole numbers beyond 2^53 and fractions are refused elsewhere; this is about shape.
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constant(null),
        fc.boolean(),
        fc.integer(),
        fc.string(),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('value'), { maxLength: 3 }),
      object: fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 }),
    }))
    fc.assert(
      fc.property(value, value, (a, b) => {
        const equal = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
        expect(canonical(a) === canonical(b)).toBe(equal)
      }),
    )
  })
})

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { keys: entries.map(([key, entry]) => [key, sorted(entry)]) }
}
