import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { Overview } from '#lib/requests/overview-query.ts'

/** Why nothing moves, where nothing does. */
export function Troubles({ troubles }: { troubles: Overview['troubles'] }) {
  const t = useTranslations('overview.troubles')
  const text = useText()
  const format = useFormat()
  const { accounts, workerSeenAt, isWorkerSilent, purchasesStopped } = troubles
  return (
    <>
      {purchasesStopped !== null && (
        <Alert tone="danger" title={t('stopped')} urgent>
          {t('stoppedText', { reason: text(purchasesStopped) })}
        </Alert>
      )}
      {accounts.map(({ account, state, reason }) => (
        <Alert key={account.id} tone="danger" title={t(state, { account: account.name })} urgent>
          {t(`${state}Text`, { reason: reason === null ? '' : text(reason) })}
        </Alert>
      ))}
      {isWorkerSilent && (
        <Alert tone="wait" title={t('worker')}>
          <span suppressHydrationWarning>
            {workerSeenAt === null ? t('workerNever') : t('workerText', { at: format.dateTime(workerSeenAt) })}
          </span>
        </Alert>
      )}
    </>
  )
}
