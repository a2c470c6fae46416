import { sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Span, TimeRange } from '../filter-tokens.ts'
import type { Range } from './places.ts'

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
  return [{ by: column, from: from ?? firstMoment, until: until ?? sql`timestamptz 'infinity'` }]
}

const spanStart = (span: Span): SQL =>
  span === 'month' ? billingMonthStart : sql`now() - make_interval(days => ${lastDays[span]}::integer)`
