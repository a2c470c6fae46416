import { useTranslations } from 'use-intl/react'
import { codeIn } from '#components/errors/code-in.ts'
import { ExplainCode } from '#components/errors/explain-code.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { Freshness } from '#lib/page.ts'

/** Said when the mirror behind a list could not be read lately: how old it is, and why. */
export function StaleNotice({ asOf: { at, failedAt, failure } }: { asOf: Freshness }) {
  const t = useTranslations('live.stale')
  const format = useFormat()
  if (failedAt === null) return null
  const code = codeIn(failure ?? '')
  const params = { failedAt: format.time(failedAt), failure: failure ?? '' }
  return (
    <Alert tone="wait" title={t('title')}>
      <span suppressHydrationWarning>
        {at === null ? t('never', params) : t('text', { ...params, time: format.dateTime(at) })}
      </span>{' '}
      {code !== undefined && <ExplainCode code={code} />}
    </Alert>
  )
}
