import fc from 'fast-check'
import { expect, test } from 'vitest'

import { minorUnits } from './money.ts'

test.each<[number | string, number]>([
  [0, 0],
  [1, 100],
  [5950, 595_000],
  [0.1, 10],
  [19.99, 1999],
  [1.005, 101],
  [1.004, 100],
  ['1.0049999', 100],
  ['10700.00', 1_070_000],
  [-12.345, -1235],
  [1e-7, 0],
  ['1E3', 100_000],
  [1234567890123.45, 123_456_789_012_345],
])('%s is %d hundredths', (amount, expected) => expect(minorUnits(amount)).toBe(expected))

test('every whole number of hundredths survives the way through JSON', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (hundredths) => {
      const written = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
      expect(minorUnits(written)).toBe(hundredths)
      expect(minorUnits(JSON.parse(written) as number)).toBe(hundredths)
    }),
  )
})

test.each(['', 'abc', '1,5', '1.2.3', 'NaN', 'Infinity', '--1', '1e999', '9'.repeat(20)])('"%s" is refused', (text) => {
  expect(() => minorUnits(text)).toThrow(RangeError)
})
