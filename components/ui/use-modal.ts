'use client'

import { useEffect, useRef } from 'react'

/** A click outside closes it, where the browser knows how. */
export const closesOutside = { closedby: 'any' } as const

/** Opens and closes a native modal dialog, with focus on what is marked `data-focus-first`. */
export function useModal(open: boolean) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (!element) return
    if (open && !element.open) {
      element.showModal()
      element.querySelector<HTMLElement>('[data-focus-first]')?.focus()
    }
    if (!open && element.open) element.close()
  }, [open])
  return dialog
}
