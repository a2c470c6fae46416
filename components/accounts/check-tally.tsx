import { useTranslations } from 'use-intl/react'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { AccountRow } from '#lib/accounts/queries.ts'

/** What the last check came to, and when it was. */
export function CheckTally({ check }: Pick<AccountRow, 'check'>) {
  const t = useTranslations('accounts')
  if (check === null) return <span className="text-muted">{t('notChecked')}</span>
  const { failed, warning, unknown } = check
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      {failed + warning + unknown === 0 && (
        <StatusMark tone="success" icon="circle-check">
          {t('allWell')}
        </StatusMark>
      )}
      {failed > 0 && (
        <StatusMark tone="danger" icon="circle-x">
          {t('found.failed', { count: failed })}
        </StatusMark>
      )}
      {warning > 0 && (
        <StatusMark tone="wait" icon="triangle-exclamation-point">
          {t('found.warning', { count: warning })}
        </StatusMark>
      )}
      {unknown > 0 && (
        <StatusMark tone="unknown" icon="circle-question-mark">
          {t('found.unknown', { count: unknown })}
        </StatusMark>
      )}
      <span className="text-s text-muted">
        <TimeAgo at={check.at} />
      </span>
    </span>
  )
}
