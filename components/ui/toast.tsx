'use client'

import { createContext, lazy, Suspense, use, useCallback, useEffect, useState, type ReactNode } from 'react'
import { announce } from './live-region.tsx'

const load = () => import('./toast-list.tsx')
const ToastList = lazy(async () => ({ default: (await load()).ToastList }))

export type ToastMessage = {
  tone: 'success' | 'info' | 'danger'
  title: string
  detail?: string
  action?: { label: string; href: string }
}

const ToastContext = createContext<(message: ToastMessage) => void>(() => undefined)

/** Shows the result of an action that has no better place of its own. */
export const useToast = () => use(ToastContext)

/** Stands once around the pages. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toasts, setToasts] = useState<(ToastMessage & { id: string })[]>([])
  const show = useCallback((message: ToastMessage) => {
    setToasts((shown) => [...shown.slice(-2), { ...message, id: crypto.randomUUID() }])
    announce([message.title, message.detail].filter(Boolean).join('. '))
  }, [])
  const dismiss = useCallback((id: string) => setToasts((shown) => shown.filter((toast) => toast.id !== id)), [])
  // Loaded behind the first view, and ahead of need: what went wrong may be that nothing can be loaded.
  useEffect(() => void load(), [])
  return (
    <ToastContext value={show}>
      {children}
      {toasts.length > 0 && (
        <Suspense>
          <ToastList toasts={toasts} dismiss={dismiss} />
        </Suspense>
      )}
    </ToastContext>
  )
}
