import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { gatherKeys } from './gather-keys.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Gathers for a page whose reading takes as long as `read` does. */
function gathering(read: () => Promise<void> = () => Promise.resolve()) {
  const handed: unknown[] = []
  const gathered = gatherKeys(100, (key) => {
    handed.push(key)
    return read()
  })
  return { handed, gathered }
}

test('what is touched within a moment is handed over once, at once; what is touched again waits for its turn', async () => {
  const { handed, gathered } = gathering()
  for (let times = 0; times < 50; times += 1) gathered.add([['orders', 'list'], ['overview']])
  expect(handed).toEqual([])
  await vi.advanceTimersByTimeAsync(20)
  expect(handed).toEqual([['orders', 'list'], ['overview']])
  for (let times = 0; times < 50; times += 1) gathered.add([['orders', 'list']])
  await vi.advanceTimersByTimeAsync(99)
  expect(handed).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1)
  expect(handed).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(1000)
  gathered.add([['orders', 'list']])
  await vi.advanceTimersByTimeAsync(20)
  expect(handed).toHaveLength(4)
})

test('what is touched while it is read is handed over once more, after that; other keys do not wait for it', async () => {
  const { promise: reading, resolve: read } = Promise.withResolvers<void>()
  const { handed, gathered } = gathering(() => reading)
  gathered.add([['orders', 'list']])
  await vi.advanceTimersByTimeAsync(20)
  for (let times = 0; times < 50; times += 1) gathered.add([['orders', 'list'], ['jobs']])
  await vi.advanceTimersByTimeAsync(5000)
  expect(handed).toEqual([['orders', 'list'], ['jobs']])
  read()
  await vi.advanceTimersByTimeAsync(20)
  expect(handed).toEqual([['orders', 'list'], ['jobs'], ['orders', 'list']])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(handed).toHaveLength(3)
})

test('a reading that fails, or never ends, holds up nothing for good', async () => {
  const failing = gathering(() => Promise.reject(new Error('the line is cut')))
  const endless = gathering(() => new Promise(() => undefined))
  for (const { gathered } of [failing, endless]) gathered.add([['orders', 'list']])
  await vi.advanceTimersByTimeAsync(20)
  for (const { gathered } of [failing, endless]) gathered.add([['orders', 'list']])
  await vi.advanceTimersByTimeAsync(100)
  expect([failing.handed.length, endless.handed.length]).toEqual([2, 1])
  await vi.advanceTimersByTimeAsync(10_000)
  expect([failing.handed.length, endless.handed.length]).toEqual([2, 2])
})

test('a page that is left hands nothing over any more', async () => {
  const { promise: reading, resolve: read } = Promise.withResolvers<void>()
  const { handed, gathered } = gathering(() => reading)
  gathered.add([['orders', 'list']])
  await vi.advanceTimersByTimeAsync(20)
  gathered.add([['orders', 'list']])
  gathered.close()
  read()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(handed).toHaveLength(1)
})
