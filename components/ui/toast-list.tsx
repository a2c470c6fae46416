'use client'

import Link from 'next/link'
import { useCallback, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import { IconButton } from './icon-button.tsx'
import type { ToastMessage } from './toast.tsx'
import { toneText } from './tone.ts'

const shownMs = 8000

/** The messages on show, above whatever else is open. */
export function ToastList({
  toasts,
  dismiss,
}: {
  toasts: (ToastMessage & { id: string })[]
  dismiss: (id: string) => void
}) {
  const t = useTranslations('ui')
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    // Showing it anew lifts it above a dialog opened since.
    list.current?.hidePopover()
    list.current?.showPopover()
  }, [toasts])
  return (
    <section
      ref={list}
      popover="manual"
      aria-label={t('notifications')}
      className="fixed top-auto right-4 bottom-4 left-auto w-96 max-w-[calc(100vw-2rem)] border-0 bg-transparent p-1"
    >
      <ul className="flex flex-col gap-2">
        {toasts.map((toast) => (
          <Toast key={toast.id} toast={toast} dismiss={dismiss} />
        ))}
      </ul>
    </section>
  )
}

const icons = { success: 'circle-check', info: 'info', danger: 'circle-x' } as const

function Toast({ toast, dismiss }: { toast: ToastMessage & { id: string }; dismiss: (id: string) => void }) {
  const t = useTranslations('common')
  const row = useRef<HTMLLIElement>(null)
  const leave = useCallback(() => dismiss(toast.id), [dismiss, toast.id])
  useEffect(() => {
    // What failed stays until it has been read.
    if (toast.tone === 'danger') return
    const timer = setInterval(() => {
      if (!row.current?.matches(':hover, :focus-within')) leave()
    }, shownMs)
    return () => clearInterval(timer)
  }, [leave, toast.tone])
  return (
    <li ref={row} className="flex items-start gap-3 rounded-m bg-surface p-3 text-ink shadow-float">
      <Icon name={icons[toast.tone]} size={20} className={classNames('mt-0.5', toneText[toast.tone])} />
      <div className="min-w-0 flex-1 pt-0.5">
        <p className="font-strong">{toast.title}</p>
        {toast.detail && <p className="text-muted">{toast.detail}</p>}
        {toast.action && (
          <Link href={toast.action.href} className="mt-1 inline-block text-accent underline underline-offset-2">
            {toast.action.label}
          </Link>
        )}
      </div>
      <IconButton icon="x" size="small" label={t('close')} onClick={leave} />
    </li>
  )
}
