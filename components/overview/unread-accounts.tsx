import { useTranslations } from 'use-intl/react'
import { ReadFailure } from '#components/errors/read-failure.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import type { UnreadAccount } from '#lib/page.ts'

/** The accounts whose noughts say nothing, because nothing was read of them, and what to do. Of those that are stopped, that is said already. */
export function UnreadAccounts({ accounts, isWorkerSilent }: { accounts: UnreadAccount[]; isWorkerSilent: boolean }) {
  const t = useTranslations('overview.unread')
  return accounts
    .filter(({ isStopped }) => !isStopped)
    .map(({ id, name, region, failure }) => (
      <Alert
        key={id}
        tone={failure === null ? 'info' : 'wait'}
        title={t('title', { account: name, region })}
        actions={
          failure !== null && (
            <LinkButton href={`/settings/accounts/${id}`} size="small">
              {t('open')}
            </LinkButton>
          )
        }
      >
        {failure !== null && <ReadFailure failure={failure} />}
        <p>{t(failure !== null ? 'failed' : isWorkerSilent ? 'silent' : 'waits')}</p>
      </Alert>
    ))
}
