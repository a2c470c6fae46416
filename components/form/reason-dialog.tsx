import { useState, type ReactNode, type SubmitEvent } from 'react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { ActionResult } from '#lib/result.ts'
import { NoteField } from './note-field.tsx'

type Props = {
  title: string
  text: ReactNode
  /** What the reason is called and for whom it is, and the words of the two buttons and of the end. */
  words: { reason: string; reasonHelp: string; keep: string; act: string; done: string }
  /** Does it, with the reason. */
  act: (reason: string) => Promise<ActionResult<unknown>>
  /** Reads again what has changed; only a success waits for it. */
  readAgain: () => Promise<unknown>
  onClose: () => void
}

/** Asks for a reason before something is stopped. A refusal keeps what was typed. */
export function ReasonDialog({ title, text, words, act, readAgain, onClose }: Props) {
  const inWords = useText()
  const toast = useToast()
  const [reason, setReason] = useState('')
  const [failure, setFailure] = useState<{ message?: string; field?: string | undefined }>({})
  const [isBusy, setBusy] = useState(false)
  const run = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    const result = await act(reason)
    const isRead = readAgain()
    if (result.ok) await isRead
    setBusy(false)
    if (!result.ok) {
      const field = result.error.fields?.['reason']
      return setFailure(field === undefined ? { message: inWords(result.error.message) } : { field: inWords(field) })
    }
    toast({ tone: 'success', title: words.done })
    onClose()
  }
  return (
    <Dialog open onClose={onClose} role="alertdialog" title={title}>
      <form onSubmit={(event) => void run(event)} noValidate className="flex flex-col gap-4">
        <p>{text}</p>
        {failure.message !== undefined && (
          <Alert tone="danger" urgent>
            {failure.message}
          </Alert>
        )}
        <NoteField
          label={words.reason}
          help={words.reasonHelp}
          value={reason}
          error={failure.field}
          onChange={setReason}
        />
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button onClick={onClose}>{words.keep}</Button>
          <Button type="submit" variant="danger" loading={isBusy}>
            {words.act}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
