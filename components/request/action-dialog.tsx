'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { confirming } from '#components/session/confirming.ts'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { requestQuery, type CaseFace, type RequestDetail } from '#lib/requests/queries.ts'
import type { ActionResult } from '#lib/result.ts'
import type { Asked } from './action-dialog-later.tsx'
import { NoteField } from '#components/form/note-field.tsx'
import type { RequestActions } from './request-actions.ts'
import { shortHash } from './short-hash.ts'
import { useReason } from './use-reason.ts'

type Props = {
  asked: Asked
  /** The words of the button that asked, repeated on the one that does it. */
  label: string
  request: Subject
  shown: { version: number; hash: string }
  /** The orders that it is about, of actions on orders that were found. */
  orderIds?: string[]
  actions: RequestActions
  onClose: () => void
}

/** What is lost for good is said where it is approved, on the request's own page. */
type Subject = CaseFace & Partial<Pick<RequestDetail, 'risk' | 'warnings'>>

type Failure = { message: string; field?: string | undefined }

/** Notes that must be given: somebody else will want to know why. */
const missingNote = {
  reject: 'rejectReason',
  close: 'required',
  cancelOrder: 'required',
  resubmit: 'required',
  adopt: 'required',
  cancelFound: 'required',
  disown: 'required',
} as const
const needsNote = (asked: Asked): asked is keyof typeof missingNote => Object.hasOwn(missingNote, asked)
const takesNote = (asked: Asked): boolean => needsNote(asked) || asked === 'approve'

/** Asks once more before anything that spends, ends or cancels; a note survives a refusal. */
export function ActionDialog({ asked, label, request, shown, orderIds = [], actions, onClose }: Props) {
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
    const result = await confirming(() => send(asked, actions, { plain, shown, orderIds, note }))
    const isRead = Promise.all([
      client.invalidateQueries({ queryKey: requestQuery(request.id).queryKey }),
      client.invalidateQueries({ queryKey: ['desk'] }),
    ])
    // What could not be asked is said at once; reading again would wait for the same.
    if (result.ok) await isRead
    setBusy(false)
    if (!result.ok) return setFailure({ message: result.error.message, field: result.error.fields?.['comment'] })
    // The card is drawn on the server: after one's own new version it is drawn anew.
    if (asked === 'resubmit') router.refresh()
    toast({ tone: 'success', title: t(`done.${result.value}`) })
    onClose()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      role="alertdialog"
      title={<Title asked={asked} request={request} orderIds={orderIds} />}
    >
      <form onSubmit={(event) => void run(event)} noValidate className="flex flex-col gap-4">
        <Explanation asked={asked} request={request} hash={shown.hash} orderIds={orderIds} />
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
          <Button type="submit" variant={dangerous.has(asked) ? 'danger' : 'primary'} loading={isBusy}>
            {label}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

const dangerous: ReadonlySet<Asked> = new Set(['reject', 'cancelOrder', 'close', 'cancelFound', 'disown'])

type Sent = { plain: { id: string }; shown: Props['shown']; orderIds: string[]; note: string }

/** Does it, and names the words that say what it came to. */
async function send(asked: Asked, actions: RequestActions, sent: Sent): Promise<ActionResult<Done>> {
  if (asked !== 'approve') {
    const result = await sendOther(asked, actions, sent)
    return result.ok ? { ok: true, value: asked } : result
  }
  const { plain, shown, note: comment } = sent
  const result = await actions.approve({ ...plain, version: shown.version, hash: shown.hash, comment })
  return result.ok ? { ok: true, value: approvedWords[result.value.waitsFor ?? 'nothing'] } : result
}

/** What is approved while something is stopped is not sent now. */
const approvedWords = { nothing: 'approve', purchases: 'approveStopped', account: 'approvePaused' } as const

type Done = Exclude<Asked, 'approve'> | (typeof approvedWords)[keyof typeof approvedWords]

/** Rejecting names the exact content, as approving does; the others name the request. */
function sendOther(
  asked: Exclude<Asked, 'approve'>,
  actions: RequestActions,
  { plain, shown, orderIds, note: comment }: Sent,
): Promise<ActionResult<unknown>> {
  const { version, hash } = shown
  const [orderId = ''] = orderIds
  switch (asked) {
    case 'reject': {
      return actions.reject({ ...plain, version, hash, comment })
    }
    case 'adopt':
    case 'cancelFound': {
      return actions[asked]({ ...plain, orderId, comment })
    }
    case 'disown': {
      return actions.disown({ ...plain, orderIds, comment })
    }
    case 'close':
    case 'cancelOrder':
    case 'resubmit': {
      return actions[asked]({ ...plain, comment })
    }
    case 'withdraw':
    case 'retryPayment': {
      return actions[asked](plain)
    }
  }
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
function Losses({ request: { risk, warnings = [] } }: { request: Subject }) {
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

type Words = { asked: Asked; request: Subject; orderIds: string[] }

function Title({ asked, request: { title, number }, orderIds }: Words) {
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
    case 'disown':
    case 'cancelOrder': {
      return t(`${asked}Title`, { number: String(number) })
    }
    case 'adopt':
    case 'cancelFound': {
      return t(`${asked}Title`, { number: String(number), order: orderIds.join(', ') })
    }
  }
}

function Explanation({ asked, request, hash, orderIds }: Words & { hash: string }) {
  const t = useTranslations('requests.confirm')
  const format = useFormat()
  const { amountMinor, currency, account, hasOrder, state } = request
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
    case 'disown': {
      return <p className="break-words">{t('disownText', { orders: orderIds.join(', ') })}</p>
    }
    case 'resubmit': {
      return <p>{t(state === 'absent' ? 'resubmitAbsentText' : 'resubmitText')}</p>
    }
    case 'reject':
    case 'withdraw':
    case 'cancelOrder':
    case 'close':
    case 'adopt':
    case 'cancelFound': {
      return <p>{t(`${asked}Text`)}</p>
    }
  }
}
