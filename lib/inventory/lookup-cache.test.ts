import { expect, test } from 'vitest'
import { createManualClock } from '../clock.ts'
import { createLookupCache } from './lookup-cache.ts'

function counted() {
  let asked = 0
  return { ask: async () => ++asked, times: () => asked }
}

test('an answer is kept for its time and then asked anew', async () => {
  const clock = createManualClock(new Date(0))
  const cache = createLookupCache({ now: () => clock.now().getTime() })
  const question = counted()
  expect(await cache.through('vpcs', 60_000, question.ask)).toBe(1)
  clock.advance(59_999)
  expect(await cache.through('vpcs', 60_000, question.ask)).toBe(1)
  clock.advance(1)
  expect(await cache.through('vpcs', 60_000, question.ask)).toBe(2)
})

test('questions asked at the same time share one answer', async () => {
  const cache = createLookupCache()
  const question = counted()
  const ask = () => cache.through('zones', 1000, question.ask)
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1])
  expect(question.times()).toBe(1)
})

test('whoever wants a younger answer has it asked for, and all have it then', async () => {
  const cache = createLookupCache()
  const question = counted()
  await cache.through('zones', 1000, question.ask)
  expect(await cache.through('zones', 0, question.ask)).toBe(2)
  expect(await cache.through('zones', 1000, question.ask)).toBe(2)
})

test('a failure is told and not kept', async () => {
  const cache = createLookupCache()
  const fail = () => Promise.reject(new Error('no answer'))
  await expect(cache.through('zones', 1000, fail)).rejects.toThrow('no answer')
  expect(await cache.through('zones', 1000, async () => 'answer')).toBe('answer')
})

test('no more answers are kept than it may hold; the oldest go first', async () => {
  const cache = createLookupCache({ entriesMax: 2 })
  for (const key of ['a', 'b', 'c']) await cache.through(key, 1000, async () => key)
  expect(cache.size).toBe(2)
  expect(await cache.through('c', 1000, async () => 'asked')).toBe('c')
  expect(await cache.through('a', 1000, async () => 'asked')).toBe('asked')
})
