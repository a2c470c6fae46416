import { expect, test } from 'vitest'
import { addMonths, blankUtc, createClock, utc } from './clock.ts'

test('reported time is real time plus what was advanced, whatever the scale', () => {
  const clock = createClock(() => 1_000, 60)
  clock.offsetMs = 5_000
  expect([clock.now(), clock.wall()]).toEqual([6_000, 1_000])
})

test('times are written in whole seconds', () => {
  const at = Date.UTC(2026, 0, 15, 2, 30, 40, 999)
  expect([utc(at), blankUtc(at)]).toEqual(['2026-01-15T02:30:40Z', '2026-01-15 02:30:40'])
})

test.each([
  ['2026-01-15T02:30:40Z', 1, '2026-02-15T02:30:40Z'],
  ['2026-01-31T00:00:00Z', 1, '2026-02-28T00:00:00Z'],
  ['2024-02-29T00:00:00Z', 12, '2025-02-28T00:00:00Z'],
  ['2026-11-30T23:59:59Z', 3, '2027-02-28T23:59:59Z'],
])('%s and %i months is %s', (start, months, end) => {
  expect(utc(addMonths(Date.parse(start), months))).toBe(end)
})
