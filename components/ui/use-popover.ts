'use client'

import { useEffect, useId, useRef, useState } from 'react'
import { placeBeside, type Align } from './place-beside.ts'

/**
 * A button and a light-dismissed panel in the top layer. The browser opens and closes it (even before scripts have
 * loaded), returns focus and handles Escape; this keeps it in place and knows whether it is open.
 */
export function usePopover(align: Align) {
  const id = useId()
  const trigger = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  const [isOpen, setOpen] = useState(false)
  useEffect(() => {
    const element = panel.current
    if (!element) return
    const follow = (event: ToggleEvent) => setOpen(event.newState === 'open')
    element.addEventListener('toggle', follow)
    if (element.matches(':popover-open')) setOpen(true)
    return () => element.removeEventListener('toggle', follow)
  }, [])
  useEffect(() => {
    if (!isOpen || !trigger.current || !panel.current) return
    return placeBeside(trigger.current, panel.current, { align })
  }, [isOpen, align])
  return {
    isOpen,
    close: () => panel.current?.hidePopover(),
    panel,
    triggerProps: { ref: trigger, popoverTarget: id, 'aria-expanded': isOpen },
    panelProps: { ref: panel, id, popover: 'auto' as const },
  }
}

export const panelClass = 'fixed max-w-[calc(100vw-1rem)] rounded-m border-0 bg-surface text-ink shadow-float'
