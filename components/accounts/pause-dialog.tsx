'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { confirming } from '#components/session/confirming.ts'
import { NoteField } from '#components/form/note-field.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import type { AccountActions, AccountRow } from '#lib/accounts/queries.ts'
import { useText } from '#lib/i18n/use-text.ts'

type Props = { account: AccountRow; pause: AccountActions['pause']; onClose: () => void }

/** Stops all calls of an account, and asks why. */
export function PauseDialog({ account, pause, onClose }: Props) {
  const t = useTranslations('accounts.pause')
  const text = useText()
  const client = useQueryClient()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<{ message?: string; field?: string | undefined }>({})
  const [isBusy, setBusy] = useState(false)
  const run = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    const result = await confirming(() => pause({ accountId: account.id, reason }))
    await client.invalidateQueries()
    setBusy(false)
    if (!result.ok) {
      const field = result.error.fields?.['reason']
      return setFailure(field === undefined ? { message: text(result.error.message) } : { field: text(field) })
    }
    toast({ tone: 'success', title: t('done') })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} role="alertdialog" title={t('title', { name: account.name })}>
      <form onSubmit={(event) => void run(event)} noValidate className="flex flex-col gap-4">
        <p>{t('text')}</p>
        {failure.message !== undefined && (
          <Alert tone="danger" urgent>
            {failure.message}
          </Alert>
        )}
        <NoteField
          label={t('reason')}
          help={t('reasonHelp')}
          value={reason}
          error={failure.field}
          onChange={setReason}
        />
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button onClick={onClose}>{t('keep')}</Button>
          <Button type="submit" variant="danger" loading={isBusy}>
            {t('do')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
