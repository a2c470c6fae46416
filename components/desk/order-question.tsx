'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useId, useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import type { RequestActions } from '#components/request/request-actions.ts'
import { confirming } from '#components/session/confirming.ts'
import { Button } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { inputClass } from '#components/ui/input-class.ts'
import { Spinner } from '#components/ui/spinner.tsx'
import { useToast } from '#components/ui/toast.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import { requestQuery, type CaseFace } from '#lib/requests/queries.ts'

type Props = { request: CaseFace; readOrder: RequestActions['readOrder'] }

/** Names an order that the searches did not find; the worker reads it and says how it compares. */
export function OrderQuestion({ request: { id, evidence, actions }, readOrder }: Props) {
  const t = useTranslations('desk.ask')
  const text = useText()
  const errors = useTranslations('errors')
  const client = useQueryClient()
  const toast = useToast()
  const field = useId()
  const [orderId, setOrderId] = useState('')
  const [error, setError] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const { reason } = actions.readOrder
  const run = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy || reason !== null) return
    if (orderId.trim() === '') return setError(errors('required'))
    setBusy(true)
    const result = await confirming(() => readOrder({ id, orderId: orderId.trim() }))
    setBusy(false)
    if (!result.ok) return setError(text(result.error.fields?.['orderId'] ?? result.error.message))
    setOrderId('')
    setError(undefined)
    toast({ tone: 'info', title: t('done') })
    await Promise.all([
      client.invalidateQueries({ queryKey: requestQuery(id).queryKey }),
      client.invalidateQueries({ queryKey: ['desk'] }),
    ])
  }
  return (
    <div className="flex flex-col gap-2">
      {evidence.asked.map(({ orderId: asked, who }) => (
        <p key={asked} role="status" className="flex items-center gap-2 text-muted">
          <Spinner />
          {t('reading', { order: asked, name: who.name })}
        </p>
      ))}
      <form noValidate onSubmit={(event) => void run(event)}>
        <FieldFrame id={field} label={<span className="text-m">{t('label')}</span>} help={t('help')} error={error}>
          {(aria) => (
            <div className="flex flex-wrap gap-2">
              <input
                {...aria}
                value={orderId}
                maxLength={64}
                spellCheck={false}
                autoComplete="off"
                readOnly={reason !== null}
                onChange={(event) => setOrderId(event.target.value)}
                className={classNames(inputClass, 'max-w-72 font-mono')}
              />
              <Button type="submit" loading={isBusy} disabledReason={reason === null ? undefined : text(reason)}>
                {t('action')}
              </Button>
            </div>
          )}
        </FieldFrame>
      </form>
    </div>
  )
}
