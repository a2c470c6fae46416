'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { confirming } from '#components/session/confirming.ts'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { CheckLine } from '#lib/accounts/check-line.ts'
import type { AccountActions, AccountDetail, Checked } from '#lib/accounts/queries.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { AnswerLine } from './answer-line.tsx'

type Props = { account: AccountDetail; check: AccountActions['check'] }

/** What the cloud said when it was asked what the account's keys may do, and the button that asks again. */
export function CheckCard({ account, check }: Props) {
  const t = useTranslations('accounts.check')
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const [isBusy, setBusy] = useState(false)
  const run = async () => {
    setBusy(true)
    const result = await confirming(() => check({ accountId: account.id }))
    await client.invalidateQueries({ queryKey: ['accounts'] })
    setBusy(false)
    toast(result.ok ? { tone: 'success', title: t('done') } : { tone: 'danger', title: text(result.error.message) })
  }
  const { read, spend } = account.checks
  return (
    <Card
      title={t('title')}
      flush
      actions={
        account.state !== 'retired' && (
          <Button
            size="small"
            icon="refresh-cw"
            loading={isBusy}
            disabledReason={account.checkDenial === null ? undefined : text(account.checkDenial)}
            onClick={() => void run()}
          >
            {t('do')}
          </Button>
        )
      }
    >
      <Section title={t('read')} checked={read} />
      <Section title={t('spend')} checked={spend} note={t('spendNote')} />
    </Card>
  )
}

function Section({ title, checked, note }: { title: string; checked: Checked | null; note?: string }) {
  const t = useTranslations('accounts.check')
  return (
    <section className="border-b border-line last:border-b-0">
      <h3 className="flex flex-wrap items-baseline gap-x-3 px-4 pt-3 font-strong">
        {title}
        {checked && (
          <span className="text-s font-normal text-muted">
            <DateTime at={checked.at} />
          </span>
        )}
      </h3>
      {note !== undefined && <p className="px-4 pt-1 text-muted">{note}</p>}
      {checked ? (
        <ul className="divide-y divide-line pt-1">
          {checked.lines.map((line) => (
            <Line key={line.key} line={line} />
          ))}
        </ul>
      ) : (
        <p className="px-4 py-3 text-muted">{t('none')}</p>
      )}
    </section>
  )
}

function Line({ line }: { line: CheckLine }) {
  const t = useTranslations('accounts')
  return (
    <AnswerLine line={line} stateName={t(`lineState.${line.state}`)}>
      {line.state !== 'ok' && line.rights !== undefined && (
        <p className="break-words text-muted">{t('check.grant', { rights: line.rights.join(', ') })}</p>
      )}
    </AnswerLine>
  )
}
