import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gatherKeys } from './gather-keys.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what is touched within a moment is handed over once, at once; what is touched again waits for its turn', () => {
  const handed: unknown[] = []
  const gathered = gatherKeys(100, (key) => handed.push(key))
  for (let times = 0; times < 50; times += 1) gathered.add([['orders', 'list'], ['overview']])
  expect(handed).toEqual([])
  vi.advanceTimersByTime(20)
  expect(handed).toEqual([['orders', 'list'], ['overview']])
  for (let times = 0; times < 50; times += 1) gathered.add([['orders', 'list']])
  vi.advanceTimersByTime(99)
  expect(handed).toHaveLength(2)
  vi.advanceTimersByTime(1)
  expect(handed).toHaveLength(3)
  vi.advanceTimersByTime(1000)
  gathered.add([['orders', 'list']])
  vi.advanceTimersByTime(20)
  expect(handed).toHaveLength(4)
})

test('a page that is left hands nothing over any more', () => {
  const handed: unknown[] = []
  const gathered = gatherKeys(100, (key) => handed.push(key))
  gathered.add([['orders', 'list']])
  gathered.close()
  vi.advanceTimersByTime(1000)
  expect(handed).toEqual([])
})
