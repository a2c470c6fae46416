'use client'

import { useTranslations } from 'use-intl/react'
import { useNowEvery } from '#lib/i18n/use-now-every.ts'

/** How long something took, or has taken until now. */
export function Duration({ from, until }: { from: string; until: string | null }) {
  const t = useTranslations('jobs')
  const now = useNowEvery(5_000)
  const end = until === null ? now.getTime() : new Date(until).getTime()
  const seconds = Math.max(0, Math.round((end - new Date(from).getTime()) / 1000))
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const words =
    hours > 0
      ? t('hours', { hours: String(hours), minutes: String(minutes % 60) })
      : minutes > 0
        ? t('minutes', { minutes: String(minutes), seconds: String(seconds % 60) })
        : t('seconds', { count: String(seconds) })
  return (
    <span className="whitespace-nowrap" suppressHydrationWarning>
      {words}
    </span>
  )
}
