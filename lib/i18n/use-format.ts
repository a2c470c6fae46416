'use client'

import { useMemo } from 'react'
import { useLocale, useTimeZone } from 'use-intl/react'
import {
  formatBytes,
  formatCompact,
  formatDate,
  formatDateTime,
  formatMoment,
  formatMoney,
  formatNumber,
  formatRate,
  formatRelative,
  formatTime,
  type Instant,
} from './format.ts'

/** The formats of format.ts in the reader's language and time zone. */
export function useFormat() {
  const locale = useLocale()
  const timeZone = useTimeZone() ?? 'UTC'
  return useMemo(
    () => ({
      money: (amount: number | string, currency: string, signed = false) =>
        formatMoney(locale, amount, currency, signed),
      rate: (millionths: number, currency: string) => formatRate(locale, millionths, currency),
      dateTime: (at: Instant) => formatDateTime(locale, at, timeZone),
      date: (at: Instant) => formatDate(locale, at, timeZone),
      moment: (at: Instant, now: Instant) => formatMoment(locale, at, now, timeZone),
      time: (at: Instant) => formatTime(locale, at, timeZone),
      relative: (at: Instant, now: Instant) => formatRelative(locale, at, now),
      bytes: (bytes: number) => formatBytes(locale, bytes),
      compact: (value: number) => formatCompact(locale, value),
      number: (value: number) => formatNumber(locale, value),
    }),
    [locale, timeZone],
  )
}
