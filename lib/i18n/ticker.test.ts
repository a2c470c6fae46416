import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Ticker } from './ticker.ts'

beforeEach(() => vi.useFakeTimers({ now: 0 }))
afterEach(() => vi.useRealTimers())

test('a hundred times on a page share one timer, and all are told when it ticks', () => {
  const ticker = new Ticker(20_000)
  let told = 0
  const leave = Array.from({ length: 100 }, () => ticker.follow(() => (told += 1)))
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(20_000)
  expect(told).toBe(100)
  expect(ticker.read()).toBe(20_000)
  for (const each of leave) each()
  expect(vi.getTimerCount()).toBe(0)
})

test('until it ticks, the time of what the server drew holds', () => {
  const ticker = new Ticker(20_000)
  const leave = ticker.follow(() => undefined)
  vi.advanceTimersByTime(19_999)
  expect(ticker.read()).toBeUndefined()
  leave()
})

test('whoever comes to a page long after the last one left gets the time of now', () => {
  const ticker = new Ticker(20_000)
  ticker.follow(() => undefined)()
  vi.advanceTimersByTime(600_000)
  expect(ticker.read()).toBe(600_000)
})
