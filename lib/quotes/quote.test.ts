import { expect, test } from 'vitest'
import { monthsUntil } from './quote.ts'

test.each([
  ['2026-03-10T08:00:00Z', '2026-03-10T07:00:00Z', 1],
  ['2026-03-10T08:00:00Z', '2026-02-10T08:00:00Z', 1],
  ['2026-03-10T08:00:01Z', '2026-02-10T08:00:00Z', 2],
  ['2026-02-28T00:00:00Z', '2026-01-31T00:00:00Z', 1],
  ['2027-01-10T00:00:00Z', '2026-01-10T00:00:00Z', 12],
  ['2026-01-10T00:00:00Z', '2026-06-10T00:00:00Z', 1],
])('a term that ends %s is reckoned from %s as %i months, a begun one counting whole', (end, now, months) => {
  expect(monthsUntil(new Date(end), new Date(now))).toBe(months)
})
