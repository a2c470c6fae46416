'use client'

import { useId, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { classNames } from './class-names.ts'
import { IconButton } from './icon-button.tsx'
import { closesOutside, useModal } from './use-modal.ts'

type Props = {
  open: boolean
  onClose: () => void
  title: ReactNode
  description?: ReactNode
  /** The buttons, main action last. */
  footer?: ReactNode
  size?: 'small' | 'large'
  /** `alertdialog` for an urgent decision: a click outside does not close it. */
  role?: 'dialog' | 'alertdialog'
  children?: ReactNode
}

/** A modal window: focus goes in, stays in, and returns to where it came from; Escape closes. */
export function Dialog({
  open,
  onClose,
  title,
  description,
  footer,
  size = 'small',
  role = 'dialog',
  children,
}: Props) {
  const t = useTranslations('common')
  const id = useId()
  const dialog = useModal(open)
  return (
    <dialog
      ref={dialog}
      role={role}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-text` : undefined}
      onClose={onClose}
      {...(role === 'dialog' && closesOutside)}
      className={classNames(
        'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] rounded-l bg-surface p-0 text-ink shadow-float',
        size === 'small' ? 'max-w-md' : 'max-w-3xl',
      )}
    >
      {open && (
        <div className="flex max-h-[calc(100dvh-2rem)] flex-col">
          <div className="flex items-start justify-between gap-4 px-5 pt-4">
            <h2 id={`${id}-title`} tabIndex={-1} data-focus-first className="pt-1 text-l font-strong outline-none">
              {title}
            </h2>
            <IconButton icon="x" label={t('close')} size="small" onClick={onClose} />
          </div>
          <div className="flex flex-col gap-4 overflow-y-auto px-5 pt-1 pb-5">
            {description && (
              <div id={`${id}-text`} className="text-muted">
                {description}
              </div>
            )}
            {children}
          </div>
          {footer && <div className="flex flex-wrap justify-end gap-2 border-t border-line px-5 py-3">{footer}</div>}
        </div>
      )}
    </dialog>
  )
}
