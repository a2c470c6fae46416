import { expect, test } from 'vitest'
import { minorText, rangeOf, rangeText, toggleValue, typedAmount } from './filter-field.ts'

test('a value is added to those chosen, and taken off again', () => {
  const one = toggleValue('', 'unpaid')
  const two = toggleValue(one, 'processing')
  expect([one, two]).toEqual(['unpaid', 'unpaid,processing'])
  expect(toggleValue(two, 'unpaid')).toBe('processing')
  expect(toggleValue('processing', 'processing')).toBe('')
})

test('either end of a range may be open, and a range open on both ends narrows nothing', () => {
  expect(rangeOf('100..')).toEqual({ from: '100', to: '' })
  expect(rangeOf('..500')).toEqual({ from: '', to: '500' })
  expect(rangeOf('7d')).toEqual({ from: '', to: '' })
  expect(rangeText('', '')).toBe('')
  expect(rangeText('1', '')).toBe('1..')
})

test('amounts are read as people write them and never lose a hundredth', () => {
  expect(minorText('1,240.5')).toBe('124050')
  expect(minorText(' 1 000 ')).toBe('100000')
  expect(minorText('0.29')).toBe('29')
  expect(minorText('')).toBe('')
  expect(minorText('−12')).toBe('-1200')
  for (const odd of ['12.345', '--5', 'ten', '1.2.3', '1e5']) expect(minorText(odd)).toBeUndefined()
  expect(typedAmount('124050')).toBe('1240.50')
})
