import type { Span } from './span.ts'

/** Days as the vendor's calendar has them, both in: `2026-11-01` to `2026-11-30`. */
export type Period = { from: string; to: string }

/**
 * The periods up to `today` that a span is drawn in: thirty days, thirteen weeks that begin on Mondays, or twelve months.
 * The last one is under way.
 */
export function periodsOf(span: Span, today: string): Period[] {
  switch (span) {
    case '30d':
      return Array.from({ length: 30 }, (_, index) => {
        const day = dayAfter(today, index - 29)
        return { from: day, to: day }
      })
    case '90d': {
      const monday = dayAfter(today, -((new Date(today).getUTCDay() + 6) % 7))
      return Array.from({ length: 13 }, (_, index) => {
        const from = dayAfter(monday, (index - 12) * 7)
        return { from, to: dayAfter(from, 6) }
      })
    }
    case '12m':
      return Array.from({ length: 12 }, (_, index) => monthAfter(today, index - 11))
  }
}

/** This month up to today, and the same days of the month before, which may have fewer. */
export function monthSoFar(today: string): { now: Period; before: Period } {
  const now = monthAfter(today, 0)
  const before = monthAfter(today, -1)
  const sameDay = `${before.from.slice(0, 8)}${today.slice(8)}`
  return { now: { from: now.from, to: today }, before: { from: before.from, to: min(sameDay, before.to) } }
}

const min = (one: string, other: string): string => (one < other ? one : other)

/** The day by the clock of UTC+8, as which the vendor dates its bills. */
export const billingDay = (at: Date): string => isoDay(new Date(at.getTime() + 8 * 3_600_000))

const isoDay = (at: Date): string => at.toISOString().slice(0, 10)

function dayAfter(day: string, days: number): string {
  return isoDay(new Date(new Date(day).getTime() + days * 86_400_000))
}

/** The whole month that lies so many months after that of `day`. */
function monthAfter(day: string, months: number): Period {
  const at = new Date(day)
  const from = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1)
  const to = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 0)
  return { from: isoDay(new Date(from)), to: isoDay(new Date(to)) }
}
