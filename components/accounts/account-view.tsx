'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { CloudWords } from '#components/errors/cloud-words.tsx'
import { confirming } from '#components/session/confirming.ts'
import { CodeText } from '#components/list/code-text.tsx'
import { ResumeButton } from '#components/shell/resume-button.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { accountQuery, type AccountActions, type AccountDetail, type AccountRow } from '#lib/accounts/queries.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { AccountStateMark } from './account-state.tsx'
import { BudgetCard } from './budget-card.tsx'
import { CheckCard } from './check-card.tsx'
import { KeysCard } from './keys-card.tsx'
import { OperationsCard } from './operations-card.tsx'
import { PauseDialog } from './pause-dialog.tsx'

type Props = { initial: AccountDetail; actions: AccountActions }

/** One cloud account: its state and keys, what it may do, and what an owner does with it. */
export function AccountView({ initial, actions }: Props) {
  const t = useTranslations('accounts')
  const { data: account = initial } = useQuery(accountQuery(initial.id))
  const { site, region, projectId, endpointOverride, state, stateReason } = account
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={account.name}
        context={<TextLink href="/settings/accounts">{t('title')}</TextLink>}
        count={<AccountStateMark state={state} />}
        actions={state !== 'retired' && <Buttons account={account} actions={actions} />}
      />
      {(state === 'paused' || state === 'refused') && stateReason !== null && (
        <Alert tone={state === 'refused' ? 'danger' : 'wait'} title={t(`state.${state}`)}>
          <CloudWords message={stateReason} />
        </Alert>
      )}
      <Card>
        <DefinitionList
          columns={2}
          rows={[
            { id: 'site', label: t('columns.site'), value: t(`site.${site}`) },
            { id: 'region', label: t('columns.region'), value: region },
            { id: 'project', label: t('columns.project'), value: <CopyId id={projectId} charactersMax={32} /> },
            {
              id: 'address',
              label: t('address'),
              value: endpointOverride === null ? t('vendorAddress') : <CodeText>{endpointOverride}</CodeText>,
            },
          ]}
        />
      </Card>
      <BudgetCard account={account} actions={actions} />
      <KeysCard account={account} replaceKey={actions.replaceKey} />
      <CheckCard account={account} check={actions.check} />
      <OperationsCard operations={account.operations} />
    </div>
  )
}

function Buttons({ account, actions }: { account: AccountRow; actions: AccountActions }) {
  const t = useTranslations('accounts')
  const text = useText()
  const [asked, setAsked] = useState<'pause' | 'retire'>()
  const disabledReason = account.manageDenial === null ? undefined : text(account.manageDenial)
  return (
    <>
      {account.state === 'active' ? (
        <Button disabledReason={disabledReason} onClick={() => setAsked('pause')}>
          {t('pause.do')}
        </Button>
      ) : (
        <ResumeButton
          label={t('resume.do')}
          run={() => actions.resume({ accountId: account.id })}
          done={{ title: t('resume.done'), detail: t('resume.detail') }}
          disabledReason={disabledReason}
        />
      )}
      <Button variant="danger" disabledReason={disabledReason} onClick={() => setAsked('retire')}>
        {t('retire.do')}
      </Button>
      {asked === 'pause' && <PauseDialog account={account} pause={actions.pause} onClose={() => setAsked(undefined)} />}
      {asked === 'retire' && <Retire account={account} retire={actions.retire} onClose={() => setAsked(undefined)} />}
    </>
  )
}

type RetireProps = { account: AccountRow; retire: AccountActions['retire']; onClose: () => void }

function Retire({ account, retire, onClose }: RetireProps) {
  const t = useTranslations('accounts.retire')
  const text = useText()
  const client = useQueryClient()
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const run = async () => {
    setBusy(true)
    const result = await confirming(() => retire({ accountId: account.id, name: account.name }))
    await client.invalidateQueries()
    setBusy(false)
    if (!result.ok) return setFailure(text(result.error.message))
    toast({ tone: 'success', title: t('done') })
    onClose()
  }
  return (
    <ConfirmDialog
      open
      danger
      busy={isBusy}
      onClose={onClose}
      onConfirm={() => void run()}
      title={t('title', { name: account.name })}
      confirmLabel={t('do')}
      typedWord={account.name}
    >
      {t('text')}
      {failure !== undefined && (
        <Alert tone="danger" urgent>
          {failure}
        </Alert>
      )}
    </ConfirmDialog>
  )
}
