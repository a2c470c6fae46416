'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { DraftState } from './use-draft.ts'

type Props = {
  restoredAt: string | undefined
  overtookAt: string | null
  /** Leads to the step where it was left. */
  onGoOn: () => void
  onStartOver: () => Promise<void>
}

/** Says that the form was filled earlier, and when another window's version was overtaken. */
export function DraftNotes({ restoredAt, overtookAt, onGoOn, onStartOver }: Props) {
  const t = useTranslations('wizard.draft')
  const format = useFormat()
  const [isGone, setGone] = useState(false)
  const [isBusy, setBusy] = useState(false)
  const goOn = () => {
    setGone(true)
    onGoOn()
  }
  const startOver = async () => {
    setBusy(true)
    await onStartOver()
    setBusy(false)
  }
  return (
    <>
      {restoredAt !== undefined && !isGone && (
        <Alert
          tone="info"
          title={<span suppressHydrationWarning>{t('restored', { time: format.dateTime(restoredAt) })}</span>}
          actions={
            <>
              <Button size="small" onClick={goOn}>
                {t('goOn')}
              </Button>
              <Button size="small" variant="quiet" loading={isBusy} onClick={() => void startOver()}>
                {t('startOver')}
              </Button>
            </>
          }
        />
      )}
      {overtookAt !== null && (
        <Alert tone="wait" title={t('overtook', { time: format.time(overtookAt) })}>
          {t('overtookHint')}
        </Alert>
      )}
    </>
  )
}

/** `Saved 12:03`, in the corner where the buttons are. */
export function DraftSaved({ state }: { state: DraftState }) {
  const t = useTranslations('wizard.draft')
  const text = useText()
  const format = useFormat()
  switch (state.status) {
    case 'none':
      return null
    case 'saving':
      return <span>{t('saving')}</span>
    case 'saved':
      return <span suppressHydrationWarning>{t('saved', { time: format.time(state.at) })}</span>
    case 'failed':
      return <span className="text-danger">{t('notSaved', { reason: text(state.message) })}</span>
  }
}
