'use client'

import { useTranslations } from 'use-intl/react'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'

/** How long until then, by the second: the person waits for it. */
export function Countdown({ at }: { at: string }) {
  const t = useTranslations('desk.countdown')
  const format = useFormat()
  const now = useNowEvery(1000)
  const left = Math.ceil((new Date(at).getTime() - now.getTime()) / 1000)
  return (
    <time dateTime={at} title={format.dateTime(at)} className="tabular-nums" suppressHydrationWarning>
      {wordsOf(left, t)}
    </time>
  )
}

function wordsOf(left: number, t: ReturnType<typeof useTranslations<'desk.countdown'>>): string {
  if (left <= 0) return t('soon')
  const [seconds, minutes, hours] = [left % 60, Math.floor(left / 60) % 60, Math.floor(left / 3600)]
  if (hours > 0) return t('hours', { hours: String(hours), minutes: String(minutes) })
  return minutes > 0
    ? t('minutes', { minutes: String(minutes), seconds: String(seconds) })
    : t('seconds', { seconds: String(seconds) })
}
