import { useLocale } from 'use-intl/react'
import type { Period } from '#lib/insights/periods.ts'
import type { Span } from '#lib/insights/span.ts'

/** Months, weeks and days in words. Days of the vendor's calendar have no time zone, so they are read as UTC. */
export function usePeriodWords(span: Span) {
  const locale = useLocale()
  const language = locale === 'en' ? 'en-GB' : locale
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' })
  const month = format({ month: 'long', year: 'numeric' })
  const day = format({ day: 'numeric', month: 'short', year: 'numeric' })
  const short = format(span === '12m' ? { month: 'short' } : { day: 'numeric', month: 'short' })
  return {
    long: ({ from, to }: Period) =>
      span === '12m'
        ? month.format(new Date(from))
        : from === to
          ? day.format(new Date(from))
          : `${day.format(new Date(from))} – ${day.format(new Date(to))}`,
    short: ({ from }: Period) => short.format(new Date(from)),
  }
}
