import { useTranslations } from 'use-intl/react'
import { ResumeButton, type Resume } from './resume-button.tsx'
import { codeIn } from '#components/errors/code-in.ts'
import { ExplainCode } from '#components/errors/explain-code.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { Overview } from '#lib/requests/overview-query.ts'

/** Why nothing moves, where nothing does. */
export function Troubles({ troubles, resume }: { troubles: Overview['troubles']; resume: Resume }) {
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
      {accounts.map(({ account, state, reason, canResume }) => (
        <Alert
          key={account.id}
          tone="danger"
          title={t(state, { account: account.name })}
          actions={canResume && <ResumeButton account={account} resume={resume} />}
          urgent
        >
          {t(`${state}Text`, { reason: reason === null ? '' : text(reason) })} <Explained reason={reason} />
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

function Explained({ reason }: { reason: string | null }) {
  const code = codeIn(reason ?? '')
  return code !== undefined && <ExplainCode code={code} />
}
