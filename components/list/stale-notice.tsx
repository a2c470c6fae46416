import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { Freshness } from '#lib/page.ts'

/** Said when the mirror behind a list could not be read lately: how old it is, and why. */
export function StaleNotice({ asOf: { at, failedAt, failure } }: { asOf: Freshness }) {
  const t = useTranslations('live.stale')
  const format = useFormat()
  if (failedAt === null) return null
  const params = { failedAt: format.time(failedAt), failure: failure ?? '' }
  return (
    <Alert tone="wait" title={t('title')}>
      <span suppressHydrationWarning>
        {at === null ? t('never', params) : t('text', { ...params, time: format.dateTime(at) })}
      </span>
    </Alert>
  )
}
