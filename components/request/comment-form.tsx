'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from '#components/ui/button.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import { requestQuery, type Offer } from '#lib/requests/queries.ts'
import { reach } from '#lib/reach.ts'
import { NoteField } from '#components/form/note-field.tsx'
import type { RequestActions } from './request-actions.ts'

type Props = { id: string; offer: Offer; send: RequestActions['comment'] }

/** A line for the conversation; what was typed stays when it could not be sent. */
export function CommentForm({ id, offer, send }: Props) {
  const t = useTranslations('requests')
  const errors = useTranslations('errors')
  const text = useText()
  const client = useQueryClient()
  const toast = useToast()
  const [body, setBody] = useState('')
  const [error, setError] = useState<string>()
  const [isBusy, setBusy] = useState(false)

  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (body.trim() === '') return setError(errors('required'))
    setBusy(true)
    const result = await reach(send({ id, body }))
    setBusy(false)
    if (!result.ok) return setError(text(result.error.fields?.['body'] ?? result.error.message))
    setBody('')
    setError(undefined)
    toast({ tone: 'success', title: t('done.comment') })
    await client.invalidateQueries({ queryKey: requestQuery(id).queryKey })
  }

  return (
    <form
      onSubmit={(event) => void submit(event)}
      noValidate
      className="mt-5 flex flex-col gap-3 border-t border-line pt-4"
    >
      <NoteField
        label={t('history.commentLabel')}
        help={t('history.commentHelp')}
        value={body}
        error={error}
        onChange={setBody}
        rows={2}
      />
      <Button
        type="submit"
        className="self-start"
        loading={isBusy}
        disabledReason={offer.reason === null ? undefined : text(offer.reason)}
      >
        {t('history.commentSend')}
      </Button>
    </form>
  )
}
