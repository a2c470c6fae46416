'use client'

import { useState } from 'react'
import { ConfirmDialog } from './confirm-dialog.tsx'

/** What is asked before something that is hard to take back; `run` does it and says by itself how it went. */
export type Question = { title: string; text: string; label: string; run: () => Promise<unknown> }

/** Asks, does it when confirmed, and leaves when it is done. */
export function AskFirst({ question, onClose }: { question: Question; onClose: () => void }) {
  const [isBusy, setBusy] = useState(false)
  const confirm = async () => {
    setBusy(true)
    await question.run()
    onClose()
  }
  return (
    <ConfirmDialog
      open
      danger
      busy={isBusy}
      title={question.title}
      confirmLabel={question.label}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {question.text}
    </ConfirmDialog>
  )
}
