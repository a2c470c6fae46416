import { expect, test } from 'vitest'
import { ticksUpTo } from './ticks.ts'

test('an axis goes in round steps from nought to beyond the largest value', () => {
  expect(ticksUpTo(7, 4)).toEqual([0, 2, 4, 6, 8])
  expect(ticksUpTo(100, 4)).toEqual([0, 50, 100])
  expect(ticksUpTo(1_234_500, 4)).toEqual([0, 500_000, 1_000_000, 1_500_000])
})

test('an axis over nothing is its beginning', () => {
  expect(ticksUpTo(0, 4)).toEqual([0])
})
