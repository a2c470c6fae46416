import { describe, expect, test } from 'vitest'
import { billingDay, monthSoFar, periodsOf } from './periods.ts'

test('the vendor’s day begins eight hours before that of UTC', () => {
  expect(billingDay(new Date('2026-11-30T15:59:59Z'))).toBe('2026-11-30')
  expect(billingDay(new Date('2026-11-30T16:00:00Z'))).toBe('2026-12-01')
})

describe('a span is drawn in', () => {
  test('twelve whole months, this one last', () => {
    const months = periodsOf('12m', '2026-02-10')
    expect(months).toHaveLength(12)
    expect(months[0]).toEqual({ from: '2025-03-01', to: '2025-03-31' })
    expect(months.at(-1)).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  })

  test('thirteen weeks from Monday to Sunday', () => {
    const weeks = periodsOf('90d', '2026-11-22')
    expect(weeks).toHaveLength(13)
    expect(weeks.at(-1)).toEqual({ from: '2026-11-16', to: '2026-11-22' })
    expect(weeks.at(-2)).toEqual({ from: '2026-11-09', to: '2026-11-15' })
  })

  test('thirty days, today last', () => {
    const days = periodsOf('30d', '2026-03-01')
    expect(days).toHaveLength(30)
    expect(days.at(-2)).toEqual({ from: '2026-02-28', to: '2026-02-28' })
    expect(days.at(-1)).toEqual({ from: '2026-03-01', to: '2026-03-01' })
  })
})

test('a month is compared with the same days of the one before, or with all of it where it is shorter', () => {
  expect(monthSoFar('2026-11-22').before).toEqual({ from: '2026-10-01', to: '2026-10-22' })
  expect(monthSoFar('2026-03-31').before).toEqual({ from: '2026-02-01', to: '2026-02-28' })
  expect(monthSoFar('2026-01-05').before).toEqual({ from: '2025-12-01', to: '2025-12-05' })
})
