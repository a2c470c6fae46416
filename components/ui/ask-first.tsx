'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { Alert } from './alert.tsx'
import { carryOut } from './carry-out.ts'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** What is asked before something that is hard to take back; `run` does it and says by itself how it went. */
export type Question = { title: string; text: string; label: string; run: () => Promise<unknown> }

/** Asks, does it when confirmed, and leaves when it is done. */
export function AskFirst({ question, onClose }: { question: Question; onClose: () => void }) {
  const t = useTranslations('ui')
  const [stage, setStage] = useState<'asked' | 'busy' | 'broken'>('asked')
  const confirm = () => carryOut(question.run, (next) => (next === 'done' ? onClose() : setStage(next)))
  return (
    <ConfirmDialog
      open
      danger
      busy={stage === 'busy'}
      title={question.title}
      confirmLabel={question.label}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {question.text}
      {stage === 'broken' && (
        <Alert tone="danger" urgent>
          {t('brokeOff')}
        </Alert>
      )}
    </ConfirmDialog>
  )
}
