'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { NoteField } from '#components/form/note-field.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import { reach } from '#lib/reach.ts'
import { purchasesQuery } from '#lib/requests/purchases-query.ts'
import type { ActionResult } from '#lib/result.ts'

export type StopPurchases = (input: { reason: string }) => Promise<ActionResult<unknown>>

/** Stops every purchase of the console, for those who may; nothing while they are stopped. */
export function StopPurchasesButton({ stop }: { stop: StopPurchases }) {
  const t = useTranslations('frame.purchases')
  const { data } = useQuery(purchasesQuery())
  const [isAsking, setAsking] = useState(false)
  if (!data?.canStop || data.stop !== null) return null
  return (
    <>
      <Button icon="ban" onClick={() => setAsking(true)}>
        {t('stop')}
      </Button>
      {isAsking && <StopDialog stop={stop} onClose={() => setAsking(false)} />}
    </>
  )
}

function StopDialog({ stop, onClose }: { stop: StopPurchases; onClose: () => void }) {
  const t = useTranslations('frame.purchases')
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<{ message?: string; field?: string | undefined }>({})
  const [isBusy, setBusy] = useState(false)
  const run = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    const result = await reach(stop({ reason }))
    const isRead = client.invalidateQueries({ queryKey: purchasesQuery().queryKey })
    if (result.ok) await isRead
    setBusy(false)
    if (!result.ok) {
      const field = result.error.fields?.['reason']
      return setFailure(field === undefined ? { message: text(result.error.message) } : { field: text(field) })
    }
    toast({ tone: 'success', title: t('stoppedNow') })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} role="alertdialog" title={t('stopTitle')}>
      <form onSubmit={(event) => void run(event)} noValidate className="flex flex-col gap-4">
        <p>{t('stopText')}</p>
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
            {t('stop')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
