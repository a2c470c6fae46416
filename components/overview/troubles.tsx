import { useTranslations } from 'use-intl/react'
import { codeIn } from '#components/errors/code-in.ts'
import { ExplainCode } from '#components/errors/explain-code.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { Overview } from '#lib/requests/overview-query.ts'
import type { ActionResult } from '#lib/result.ts'
import { ResumeButton } from '#components/shell/resume-button.tsx'

/** Starts an account again. */
export type Resume = (input: { accountId: string }) => Promise<ActionResult<unknown>>

/** Why nothing moves, where nothing does. */
export function Troubles({ troubles, resume }: { troubles: Overview['troubles']; resume: Resume }) {
  const t = useTranslations('overview.troubles')
  const text = useText()
  const format = useFormat()
  const { accounts, workerSeenAt, isWorkerSilent } = troubles
  return (
    <>
      {accounts.map(({ account, state, reason, canResume }) => (
        <Alert
          key={account.id}
          tone="danger"
          title={t(state, { account: account.name })}
          actions={
            canResume && (
              <ResumeButton
                label={t('resume')}
                run={() => resume({ accountId: account.id })}
                done={{ title: t('resumed', { account: account.name }), detail: t('resumedText') }}
              />
            )
          }
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
