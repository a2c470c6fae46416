'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { confirming } from '#components/session/confirming.ts'
import { Alert } from '#components/ui/alert.tsx'
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { AccountActions, AccountBudget } from '#lib/accounts/queries.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'

type Props = {
  accountId: string
  budget: AccountBudget
  removeBudget: AccountActions['removeBudget']
  onClose: () => void
}

/** Asks before a budget is taken away. */
export function RemoveBudgetDialog({ accountId, budget, removeBudget, onClose }: Props) {
  const t = useTranslations('accounts.budget')
  const text = useText()
  const format = useFormat()
  const client = useQueryClient()
  const toast = useToast()
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string>()
  const { currency, amountMinor } = budget
  const run = async () => {
    setBusy(true)
    const result = await confirming(() => removeBudget({ accountId, currency, shown: amountMinor }))
    await client.invalidateQueries()
    setBusy(false)
    if (!result.ok) return setFailure(text(result.error.message))
    toast({ tone: 'success', title: t('removed') })
    onClose()
  }
  return (
    <ConfirmDialog
      open
      busy={isBusy}
      onClose={onClose}
      onConfirm={() => void run()}
      title={t('removeTitle', { currency })}
      confirmLabel={t('removeDo')}
    >
      {t('removeText', { amount: format.money(amountMinor / 100, currency) })}
      {failure !== undefined && (
        <Alert tone="danger" urgent>
          {failure}
        </Alert>
      )}
    </ConfirmDialog>
  )
}
