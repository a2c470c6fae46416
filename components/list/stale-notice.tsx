import { useTranslations } from 'use-intl/react'
import { codeIn } from '#components/errors/code-in.ts'
import { ExplainCode } from '#components/errors/explain-code.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { Freshness } from '#lib/page.ts'

/** Said when the mirror behind a list could not be read lately, or is not read any more: how old it is, and why. */
export function StaleNotice({ asOf }: { asOf: Freshness }) {
  return asOf.stopped ? <Stopped at={asOf.at} stopped={asOf.stopped} /> : <Failing asOf={asOf} />
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
      {why !== '' && (
        <p>
          {why} <Explained text={why} />
        </p>
      )}
    </Alert>
  )
}

function Failing({ asOf: { at, failedAt, failure } }: { asOf: Freshness }) {
  const t = useTranslations('live.stale')
  const format = useFormat()
  if (failedAt === null) return null
  // The sentence around it has its own full stop.
  const params = { failedAt: format.time(failedAt), failure: (failure ?? '').replace(/[.。]+$/u, '') }
  return (
    <Alert tone="wait" title={t('title')}>
      <span suppressHydrationWarning>
        {at === null ? t('never', params) : t('text', { ...params, time: format.dateTime(at) })}
      </span>{' '}
      <Explained text={failure ?? ''} />
    </Alert>
  )
}

function Explained({ text }: { text: string }) {
  const code = codeIn(text)
  return code !== undefined && <ExplainCode code={code} />
}
