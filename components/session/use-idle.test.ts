import { expect, test } from 'vitest'
import { nextLookMs } from './use-idle.ts'

test('a page looks two minutes before its session would end, and often once it warns', () => {
  expect(nextLookMs(30 * 60)).toBe(28 * 60_000)
  expect(nextLookMs(121)).toBe(1000)
  expect(nextLookMs(120)).toBe(10_000)
  expect(nextLookMs(3)).toBe(10_000)
})
