'use client'

import { useTranslations } from 'use-intl/react'
import { Icon } from '#components/ui/icon.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'

const minuteMs = 60_000

/** How long an unpaid order can still be paid; `isBrief` where a row has room for the largest unit only. */
export function PayCountdown({ until, isBrief = false }: { until: string; isBrief?: boolean }) {
  const t = useTranslations('orders.countdown')
  const format = useFormat()
  const now = useNowEvery(20_000)
  const minutesLeft = Math.floor((new Date(until).getTime() - now.getTime()) / minuteMs)
  const hours = Math.floor(minutesLeft / 60)
  const days = Math.floor(hours / 24)
  const words =
    minutesLeft < 0
      ? t('over')
      : days > 0
        ? t(isBrief ? 'daysOnly' : 'days', { days, hours: String(hours % 24) })
        : hours > 0
          ? t(isBrief ? 'hoursOnly' : 'hours', { hours: String(hours), minutes: String(minutesLeft % 60) })
          : t('minutes', { minutes: String(minutesLeft) })
  return (
    <time
      dateTime={until}
      title={format.dateTime(until)}
      className={`inline-flex items-center gap-1.5 whitespace-nowrap ${hours < 24 ? 'font-strong text-danger' : 'text-wait'}`}
      suppressHydrationWarning
    >
      {!isBrief && <Icon name="hourglass" size={14} />}
      {words}
    </time>
  )
}
