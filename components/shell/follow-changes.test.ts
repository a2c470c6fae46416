import type { QueryKey } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { LiveRows, ToldChange } from '#lib/live/event.ts'
import { followChanges } from './follow-changes.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const change: ToldChange = { topic: 'order', account: 'a', id: 'CS1' }
const rows: LiveRows = { topic: 'order', rows: [] }

/** A page that notes what it reads and puts; a reading takes as long as `reading` does. */
function openPage(reading: (key: QueryKey) => Promise<unknown> = () => Promise.resolve()) {
  const done: string[] = []
  const page = followChanges({
    read: (key) => {
      done.push(key.join(' '))
      return reading(key)
    },
    put: () => done.push('put'),
  })
  return { page, done }
}

test('a page that is alone reads all that a change touches within a moment', async () => {
  const { page, done } = openPage()
  page.hear(change)
  await vi.advanceTimersByTimeAsync(20)
  expect(done).toEqual(expect.arrayContaining(['orders list', 'orders one CS1', 'overview']))
})

test('many pages read lists and overview spread over the time they are told, and all else at once', async () => {
  const pages = Array.from({ length: 100 }, () => openPage())
  for (const { page } of pages) page.hear({ ...change, spreadMs: 1_000 })
  const reading = (key: string) => pages.filter(({ done }) => done.includes(key)).length
  await vi.advanceTimersByTimeAsync(20)
  expect(reading('orders one CS1')).toBe(100)
  await vi.advanceTimersByTimeAsync(500)
  // That a hundred pages all choose the same half does not happen.
  for (const key of ['orders list', 'overview']) {
    expect(reading(key)).toBeGreaterThan(0)
    expect(reading(key)).toBeLessThan(100)
  }
  await vi.advanceTimersByTimeAsync(500)
  expect([reading('orders list'), reading('overview')]).toEqual([100, 100])
})

test('while things change again and again, a list is read once in the time over which its readings are spread', async () => {
  const { page, done } = openPage()
  for (let nth = 0; nth < 100; nth += 1) {
    page.hear({ ...change, spreadMs: 1_000 })
    await vi.advanceTimersByTimeAsync(100)
  }
  const times = done.filter((key) => key === 'orders list').length
  expect(times).toBeGreaterThanOrEqual(5)
  expect(times).toBeLessThanOrEqual(11)
})

test('rows that come while a list is read are put into what was read as well', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { page, done } = openPage(([, what]) => (what === 'list' ? promise : Promise.resolve()))
  page.put(rows)
  page.hear(change)
  await vi.advanceTimersByTimeAsync(20)
  page.put(rows)
  const count = () => done.filter((each) => each === 'put').length
  expect(count()).toBe(2)
  resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(count()).toBe(3)
  page.close()
})

test('rows that come while something else is read are not put again: the list may have been read since', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const { page, done } = openPage(([of]) => (of === 'overview' ? promise : Promise.resolve()))
  page.hear(change)
  await vi.advanceTimersByTimeAsync(20)
  expect(done).toContain('overview')
  page.put(rows)
  resolve()
  await vi.advanceTimersByTimeAsync(0)
  expect(done.filter((each) => each === 'put')).toHaveLength(1)
  page.close()
})
