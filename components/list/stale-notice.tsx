import { useTranslations } from 'use-intl/react'
import { ReadFailure } from '#components/errors/read-failure.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { Freshness } from '#lib/page.ts'

/**
 * Said when the mirror behind a list could not be read lately, or is not read any more: how old it is, and why. Both may be, each
 * of another account.
 */
export function StaleNotice({ asOf }: { asOf: Freshness }) {
  return (
    <>
      {asOf.stopped && <Stopped at={asOf.at} stopped={asOf.stopped} />}
      <Failing asOf={asOf} />
    </>
  )
}

function Stopped({ at, stopped }: { at: string | null; stopped: NonNullable<Freshness['stopped']> }) {
  const t = useTranslations('live.stale')
  const text = useText()
  const format = useFormat()
  const { account, state, reason } = stopped
  const why = reason === null ? '' : text(reason)
  return (
    <Alert tone="danger" title={t(`${state}.title`, { account })}>
      <p suppressHydrationWarning>
        {t(`${state}.text`)} {at !== null && t('from', { time: format.dateTime(at) })}
      </p>
      {why !== '' && (state === 'refused' ? <ReadFailure failure={why} /> : <p>{why}</p>)}
    </Alert>
  )
}

function Failing({ asOf: { failedAt, failure, failed } }: { asOf: Freshness }) {
  const t = useTranslations('live.stale')
  const format = useFormat()
  if (failedAt === null || failed === undefined) return null
  const { account, at } = failed
  const params = { failedAt: format.time(failedAt) }
  return (
    <Alert tone="wait" title={t('title', { account })}>
      <p suppressHydrationWarning>
        {at === null ? t('never', params) : t('text', { ...params, time: format.dateTime(at) })}
      </p>
      <ReadFailure failure={failure ?? ''} />
    </Alert>
  )
}
