'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { requestQuery, type RequestDetail } from '#lib/requests/queries.ts'
import type { Asked } from './decision.tsx'
import { NoteField } from './note-field.tsx'
import type { RequestActions } from './request-actions.ts'
import { shortHash } from './short-hash.ts'
import { useReason } from './use-reason.ts'

type Props = {
  asked: Asked
  /** The words of the button that asked, repeated on the one that does it. */
  label: string
  request: RequestDetail
  shown: { version: number; hash: string }
  actions: RequestActions
  onClose: () => void
}

type Failure = { message: string; field?: string | undefined }

const takesNote = (asked: Asked): asked is 'approve' | 'reject' | 'close' =>
  ['approve', 'reject', 'close'].includes(asked)

/** Notes that must be given: somebody else will want to know why. */
const missingNote = { reject: 'rejectReason', close: 'required' } as const
const needsNote = (asked: Asked): asked is keyof typeof missingNote => Object.hasOwn(missingNote, asked)

/** Asks once more before anything that spends, ends or cancels; a note survives a refusal. */
export function ActionDialog({ asked, label, request, shown, actions, onClose }: Props) {
  const t = useTranslations('requests')
  const errors = useTranslations('errors')
  const client = useQueryClient()
  const toast = useToast()
  const router = useRouter()
  const [note, setNote] = useState('')
  const [failure, setFailure] = useState<Failure>()
  const [isBusy, setBusy] = useState(false)

  const run = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (needsNote(asked) && note.trim() === '') return setFailure({ message: '', field: errors(missingNote[asked]) })
    setBusy(true)
    const plain = { id: request.id }
    const result = await send(asked, actions, { plain, shown, note })
    await client.invalidateQueries({ queryKey: requestQuery(request.id).queryKey })
    setBusy(false)
    if (!result.ok) return setFailure({ message: result.error.message, field: result.error.fields?.['comment'] })
    // The card is drawn on the server: after one's own new version it is drawn anew.
    if (asked === 'resubmit') router.refresh()
    toast({ tone: 'success', title: t(`done.${asked}`) })
    onClose()
  }

  return (
    <Dialog open onClose={onClose} role="alertdialog" title={<Title asked={asked} request={request} />}>
      <form onSubmit={(event) => void run(event)} noValidate className="flex flex-col gap-4">
        <Explanation asked={asked} request={request} hash={shown.hash} />
        {failure !== undefined && failure.message !== '' && <FailureNotice message={failure.message} />}
        {takesNote(asked) && (
          <NoteField
            label={needsNote(asked) ? t(`decide.${asked}Note`) : t('decide.note')}
            help={needsNote(asked) ? t(`decide.${asked}Help`) : t('decide.noteHelp')}
            value={note}
            error={failure?.field}
            onChange={setNote}
          />
        )}
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button onClick={onClose}>{t('confirm.keep')}</Button>
          <Button
            type="submit"
            variant={['reject', 'cancelOrder', 'close'].includes(asked) ? 'danger' : 'primary'}
            loading={isBusy}
          >
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type Sent = { plain: { id: string }; shown: Props['shown']; note: string }

/** Approving and rejecting name the exact content; the others name the request. */
function send(asked: Asked, actions: RequestActions, { plain, shown, note }: Sent) {
  const { version, hash } = shown
  if (asked === 'approve' || asked === 'reject') return actions[asked]({ ...plain, version, hash, comment: note })
  if (asked === 'close') return actions.close({ ...plain, comment: note })
  return actions[asked](plain)
}

function FailureNotice({ message }: { message: string }) {
  const reason = useReason()
  return (
    <Alert tone="danger" urgent>
      {reason(message)}
    </Alert>
  )
}

/** What is lost for good, said once more where it is signed. */
function Losses({ request: { risk, warnings } }: { request: RequestDetail }) {
  const text = useText()
  if (risk !== 'data-loss') return null
  return (
    <Alert tone="danger">
      {warnings.map((line, index) => (
        <p key={line} className={index === 0 ? 'font-strong' : 'mt-1'}>
          {text(line)}
        </p>
      ))}
    </Alert>
  )
}

function Title({ asked, request: { title, number } }: { asked: Asked; request: RequestDetail }) {
  const t = useTranslations('requests.confirm')
  switch (asked) {
    case 'approve':
    case 'resubmit': {
      return t(`${asked}Title`, { title })
    }
    case 'reject':
    case 'withdraw':
    case 'retryPayment':
    case 'close':
    case 'cancelOrder': {
      return t(`${asked}Title`, { number: String(number) })
    }
  }
}

function Explanation({ asked, request, hash }: { asked: Asked; request: RequestDetail; hash: string }) {
  const t = useTranslations('requests.confirm')
  const format = useFormat()
  const { amountMinor, currency, account, hasOrder } = request
  const amount = amountMinor === null || currency === null ? undefined : format.money(amountMinor / 100, currency)
  const signed = { hash: shortHash(hash), account: account.name, region: account.region }
  switch (asked) {
    case 'approve': {
      return (
        <>
          <p>
            {amount !== undefined
              ? t('approveText', { ...signed, amount })
              : t(hasOrder ? 'approveTextNoPrice' : 'approveTextNoOrder', signed)}
          </p>
          <Losses request={request} />
        </>
      )
    }
    case 'retryPayment': {
      return <p>{t('retryPaymentText', { amount: amount ?? '' })}</p>
    }
    case 'reject':
    case 'withdraw':
    case 'cancelOrder':
    case 'close':
    case 'resubmit': {
      return <p>{t(`${asked}Text`)}</p>
    }
  }
}
