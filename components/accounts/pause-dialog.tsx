'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { ReasonDialog } from '#components/form/reason-dialog.tsx'
import { confirming } from '#components/session/confirming.ts'
import type { AccountActions, AccountRow } from '#lib/accounts/queries.ts'

type Props = { account: AccountRow; pause: AccountActions['pause']; onClose: () => void }

/** Stops all calls of an account, and asks why. */
export function PauseDialog({ account, pause, onClose }: Props) {
  const t = useTranslations('accounts.pause')
  const client = useQueryClient()
  return (
    <ReasonDialog
      title={t('title', { name: account.name })}
      text={t('text')}
      words={{ reason: t('reason'), reasonHelp: t('reasonHelp'), keep: t('keep'), act: t('do'), done: t('done') }}
      act={(reason) => confirming(() => pause({ accountId: account.id, reason }))}
      readAgain={() => client.invalidateQueries()}
      onClose={onClose}
    />
  )
}
