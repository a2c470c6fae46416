import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formsOf } from './canaries.ts'

test('a secret is found as it is, quoted, in an address, in hex, and in base64 wherever it stands', () => {
  const text = fc.string({ minLength: 12, maxLength: 60 })
  fc.assert(
    fc.property(text, text, text, (before, secret, after) => {
      const whole = before + secret + after
      const forms = formsOf(secret)
      for (const place of [
        whole,
        JSON.stringify({ whole }),
        Buffer.from(whole).toString('hex'),
        Buffer.from(whole).toString('base64'),
        Buffer.from(whole).toString('base64url'),
      ])
        expect(forms.some((form) => place.includes(form))).toBe(true)
    }),
  )
})
