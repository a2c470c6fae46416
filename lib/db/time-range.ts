import { sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Span, TimeRange } from '../filter-tokens.ts'
import type { Span as Between } from './kept-classes.ts'
import type { Range } from './listing.ts'

/** The beginning of the vendor's billing month: its bills run by the clock of UTC+8. */
const billingMonthStart = sql`(date_trunc('month', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')`

const dayStart = (day: string, add = 0): SQL =>
  sql`((${day}::date + ${add}::integer)::timestamp at time zone 'Asia/Shanghai')`

const lastDays = { '7d': 7, '30d': 30, '90d': 90 } as const

/** The first moment there is: an end of time, which stands for what is not known, comes before. */
const firstMoment = sql`timestamptz '4714-11-24 00:00:00+00 BC'`

/**
 * The range of `column` that `times` describes, what is not known (an end of time) left out; none where nothing is narrowed.
 * Its ends are stable expressions, so that indexes serve them.
 */
export function timesWithin(column: AnyColumn, times: TimeRange | undefined): Range[] {
  if (!times) return []
  const from = 'span' in times ? spanStart(times.span) : times.from === undefined ? undefined : dayStart(times.from)
  const until = 'span' in times || times.to === undefined ? undefined : dayStart(times.to, 1)
  const ends = { from: from ?? firstMoment, until: until ?? sql`timestamptz 'infinity'` }
  return [{ by: column, ...ends, about: aboutWhen(times), likely: likelyWhen(times) }]
}

const dayMs = 86_400_000
const vendorZoneMs = 8 * 3_600_000

/** The same in milliseconds by the clock of this process. */
function likelyWhen(times: TimeRange): Between {
  if ('span' in times)
    return { low: times.span === 'month' ? monthStart() : Date.now() - lastDays[times.span] * dayMs, high: Infinity }
  const day = (text: string | undefined, otherwise: number, add: number) =>
    text === undefined ? otherwise : Date.parse(`${text}T00:00:00Z`) - vendorZoneMs + add * dayMs
  return { low: day(times.from, -Infinity, 0), high: day(times.to, Infinity, 1) }
}

function monthStart(): number {
  const there = new Date(Date.now() + vendorZoneMs)
  return Date.UTC(there.getUTCFullYear(), there.getUTCMonth()) - vendorZoneMs
}

/** At least as wide, however far off the clock of this process is: a month may have begun there and not here. */
function aboutWhen(times: TimeRange): Between {
  const { low, high } = likelyWhen(times)
  const isMonth = 'span' in times && times.span === 'month'
  return { low: (isMonth ? Date.now() - 31 * dayMs : low) - 2 * dayMs, high: high + 2 * dayMs }
}

const spanStart = (span: Span): SQL =>
  span === 'month' ? billingMonthStart : sql`now() - make_interval(days => ${lastDays[span]}::integer)`
