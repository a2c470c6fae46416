'use client'

import { useId, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { inputClass } from './input-class.ts'

type Props = {
  open: boolean
  onClose: () => void
  onConfirm: () => void
  title: ReactNode
  /** What will happen and what cannot be undone. */
  children: ReactNode
  /** A verb with its object: `Delete draft`, never `OK`. */
  confirmLabel: string
  cancelLabel?: string | undefined
  danger?: boolean
  busy?: boolean
  /** Asks for this word or name to be typed first. */
  typedWord?: string | undefined
}

/** Asks before something that cannot be taken back. */
export function ConfirmDialog(props: Props) {
  const {
    open,
    onClose,
    onConfirm,
    title,
    children,
    confirmLabel,
    cancelLabel,
    danger = false,
    busy = false,
    typedWord,
  } = props
  const t = useTranslations()
  const [typed, setTyped] = useState('')
  const isTyped = typedWord === undefined || typed.trim() === typedWord
  const close = () => {
    setTyped('')
    onClose()
  }
  return (
    <Dialog
      open={open}
      onClose={close}
      role="alertdialog"
      title={title}
      description={children}
      footer={
        <>
          <Button onClick={close}>{cancelLabel ?? t('common.cancel')}</Button>
          <Button
            variant={danger ? 'danger' : 'primary'}
            loading={busy}
            disabledReason={isTyped ? undefined : t('ui.typeToConfirmFirst', { word: typedWord ?? '' })}
            onClick={onConfirm}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      {typedWord !== undefined && <TypedWord word={typedWord} typed={typed} onType={setTyped} />}
    </Dialog>
  )
}

function TypedWord({ word, typed, onType }: { word: string; typed: string; onType: (text: string) => void }) {
  const t = useTranslations('ui')
  const id = useId()
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-strong">
        {t('typeToConfirm', { word })}
      </label>
      <input
        id={id}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        autoComplete="off"
        spellCheck={false}
        className={inputClass}
      />
    </div>
  )
}
