import { and, gt, gte, lt, sql, type AnyColumn, type SQL } from 'drizzle-orm'
import type { Span, TimeRange } from '../filter-tokens.ts'

/** The beginning of the vendor's billing month: its bills run by the clock of UTC+8. */
const billingMonthStart = sql`(date_trunc('month', now() at time zone 'Asia/Shanghai') at time zone 'Asia/Shanghai')`

const dayStart = (day: string, add = 0): SQL =>
  sql`((${day}::date + ${add}::integer)::timestamp at time zone 'Asia/Shanghai')`

const lastDays = { '7d': 7, '30d': 30, '90d': 90 } as const

/**
 * Whether `column` lies in the range, what is not known (an end of time) left out; undefined narrows nothing. The ends are
 * stable expressions, so that indexes serve it.
 */
export function within(column: AnyColumn, range: TimeRange | undefined): SQL | undefined {
  if (!range) return undefined
  const from = 'span' in range ? spanStart(range.span) : range.from === undefined ? undefined : dayStart(range.from)
  const until = 'span' in range || range.to === undefined ? undefined : dayStart(range.to, 1)
  return and(
    from ? gte(column, from) : gt(column, sql`timestamptz '-infinity'`),
    lt(column, until ?? sql`timestamptz 'infinity'`),
  )
}

const spanStart = (span: Span): SQL =>
  span === 'month' ? billingMonthStart : sql`now() - make_interval(days => ${lastDays[span]}::integer)`
