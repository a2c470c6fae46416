import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { allIsWell } from '#lib/live/event.ts'
import { followLive, type LiveState } from './live-state.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function person() {
  const told: LiveState[] = []
  const live = followLive((state) => told.push(state))
  return { live, told }
}

const databaseAway = { databaseAwaySince: 70, workerSilentSince: null }
const workerSilent = { databaseAwaySince: null, workerSilentSince: 50 }

test('a gap of a moment is not worth a word', () => {
  const { live, told } = person()
  live.lose(10)
  vi.advanceTimersByTime(3_000)
  live.stand(allIsWell)
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([])
})

test('a lost line is told with the time it was lost, then that it is back, then nothing', () => {
  const { live, told } = person()
  live.lose(10)
  vi.advanceTimersByTime(1_000)
  live.lose(1_010)
  vi.advanceTimersByTime(3_000)
  expect(told).toEqual([{ state: 'away', part: 'connection', since: 10 }])
  live.stand(allIsWell)
  vi.advanceTimersByTime(6_000)
  expect(told.slice(1)).toEqual([{ state: 'back', part: 'connection' }, { state: 'well' }])
})

test('the part that is away is named as soon as it is known, with the time from which the page is old', () => {
  const { live, told } = person()
  live.lose(10)
  vi.advanceTimersByTime(4_000)
  live.missDatabase(5_000)
  live.stand(databaseAway)
  expect(told).toEqual([
    { state: 'away', part: 'connection', since: 10 },
    { state: 'away', part: 'database', since: 10 },
  ])
})

test('a silent worker is told at once, and hidden by a lost line, behind which nobody knows of it', () => {
  const { live, told } = person()
  live.stand(workerSilent)
  vi.advanceTimersByTime(0)
  live.lose(90)
  live.stand(workerSilent)
  live.stand(allIsWell)
  expect(told).toEqual([
    { state: 'away', part: 'worker', since: 50 },
    { state: 'away', part: 'connection', since: 90 },
    { state: 'away', part: 'worker', since: 50 },
    { state: 'back', part: 'worker' },
  ])
})

test('what is away again while it is said to be back is told again', () => {
  const { live, told } = person()
  live.stand(databaseAway)
  vi.advanceTimersByTime(4_000)
  live.stand(allIsWell)
  live.stand({ ...databaseAway, databaseAwaySince: 900 })
  vi.advanceTimersByTime(20_000)
  expect(told.at(-1)).toEqual({ state: 'away', part: 'database', since: 900 })
})

test('once the session has ended nothing else is told', () => {
  const { live, told } = person()
  live.lose(10)
  live.end()
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([{ state: 'ended' }])
})
