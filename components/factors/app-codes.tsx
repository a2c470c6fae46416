'use client'

import { useId, useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { confirming } from '#components/session/confirming.ts'
import { Button } from '#components/ui/button.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { inputClass } from '#components/ui/input-class.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { EnrolActions } from './enrol-actions.ts'

export type BegunApp = { id: string; secret: string; picture: string }

type Props = {
  app: BegunApp
  finish: EnrolActions['finishCodes']
  onDone: (value: { recoveryCodes: string[] }) => void
}

/** The picture for the app, its secret as text, and the first code, which proves that the app has it. */
export function AppCodes({ app, finish, onDone }: Props) {
  const t = useTranslations('factors')
  const text = useText()
  const id = useId()
  const [name, setName] = useState(t('appName'))
  const [code, setCode] = useState('')
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    if (code.trim() === '') return setFailure(text('errors.required'))
    setBusy(true)
    const result = await confirming(() => finish({ id: app.id, name: name.trim() || t('appName'), code }))
    setBusy(false)
    if (result.ok) return onDone(result.value)
    setFailure(text(result.error.fields?.['code'] ?? result.error.message))
  }
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      <p>{t('scan')}</p>
      <img
        src={`data:image/svg+xml,${encodeURIComponent(app.picture)}`}
        alt={t('picture')}
        width={200}
        height={200}
        className="rounded-m border border-line bg-white"
      />
      <p>
        {t('secret')} <CopyId id={app.secret} charactersMax={32} />
      </p>
      <FieldFrame id={`${id}-name`} label={t('name')} help={t('nameHelp')} error={undefined}>
        {(aria) => (
          <input
            {...aria}
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.target.value)}
            className={inputClass}
          />
        )}
      </FieldFrame>
      <FieldFrame id={`${id}-code`} label={t('firstCode')} help={t('firstCodeHelp')} error={failure}>
        {(aria) => (
          <input
            {...aria}
            value={code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={12}
            onChange={(event) => setCode(event.target.value)}
            className={inputClass}
          />
        )}
      </FieldFrame>
      <Button type="submit" variant="primary" loading={isBusy} className="self-start">
        {t('finishApp')}
      </Button>
    </form>
  )
}
