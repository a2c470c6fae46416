import { expect, test } from 'vitest'
import { isNameOf } from './effects/phone-servers-named.ts'
import { nextScanInMs } from './reconcile-schedule.ts'

const real = { absentAfterMs: 30 * 60_000, sendMs: 60_000, pollMs: 10_000 }

test('an unanswered purchase is looked for after 5, 15, 30 and 60 seconds, then each minute, then each hour', () => {
  expect([0, 1, 2, 3, 4, 20, 60].map((scan) => nextScanInMs(scan, real) / 1000)).toEqual([5, 15, 30, 60, 60, 60, 3600])
})

test('by the schedule at least three looks fall after the horizon within three minutes of it', () => {
  const looks: number[] = []
  let at = 0
  for (let scan = 0; at < 34 * 60_000; scan++) looks.push((at += nextScanInMs(scan, real)))
  expect(
    looks.filter((ms) => ms >= real.absentAfterMs && ms <= real.absentAfterMs + 3 * 60_000 + 1000).length,
  ).toBeGreaterThanOrEqual(3)
})

test('a server is ours when its name is the asked one, or that with the sequence number of the cloud', () => {
  expect(isNameOf('farm-abcdefgh', 'farm-abcdefgh')).toBe(true)
  expect(isNameOf('farm-abcdefgh-0002', 'farm-abcdefgh')).toBe(true)
  expect(isNameOf('farm-abcdefgh-1', 'farm-abcdefgh')).toBe(true)
  expect(isNameOf('farm-abcdefgh-new', 'farm-abcdefgh')).toBe(false)
  expect(isNameOf('my-farm-abcdefgh', 'farm-abcdefgh')).toBe(false)
  expect(isNameOf('farm-abcdefghx', 'farm-abcdefgh')).toBe(false)
})
