'use client'

import { useTranslations } from 'use-intl/react'
import type { Instant } from '#lib/i18n/format.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'

const tickMs = 20_000

/** `3 min ago`, kept true while the page is open, with the absolute time and zone on hover. */
export function TimeAgo({ at }: { at: Instant }) {
  const now = useNowEvery(tickMs)
  const format = useFormat()
  return (
    // Server and browser may carry different language data; both texts are right.
    <time dateTime={new Date(at).toISOString()} title={format.dateTime(at)} suppressHydrationWarning>
      {format.relative(at, now)}
    </time>
  )
}

/** An absolute time with its zone, for timelines and evidence. */
export function DateTime({ at }: { at: Instant }) {
  const format = useFormat()
  return (
    <time dateTime={new Date(at).toISOString()} suppressHydrationWarning>
      {format.dateTime(at)}
    </time>
  )
}

/** `As of 12:03`, with the day where that is another: when the data on the page was true. */
export function AsOf({ at }: { at: Instant }) {
  const t = useTranslations('ui')
  const now = useNowEvery(tickMs)
  const format = useFormat()
  return (
    <span suppressHydrationWarning title={format.dateTime(at)}>
      {t('asOf', { time: format.moment(at, now) })}
    </span>
  )
}
