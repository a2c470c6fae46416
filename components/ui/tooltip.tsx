'use client'

import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { placeBeside } from './place-beside.ts'

type Props = {
  /** Nothing is shown while it is undefined. */
  text: ReactNode | undefined
  /** Receives the id for `aria-describedby`; put it on the focusable element. */
  children: (describedBy: string | undefined) => ReactNode
}

/** A line of help on hover and on keyboard focus, dismissed with Escape. */
export function Tooltip({ text, children }: Props) {
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const anchor = useRef<HTMLSpanElement>(null)
  const panel = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const target = anchor.current?.firstElementChild
    const shown = panel.current
    if (!isOpen || !shown || !(target instanceof HTMLElement)) return
    shown.showPopover()
    const stop = placeBeside(target, shown, { side: 'top', align: 'center', gap: 6 })
    const dismiss = (event: KeyboardEvent) => {
      if (event.key === 'Escape') setOpen(false)
    }
    document.addEventListener('keydown', dismiss)
    return () => {
      stop()
      document.removeEventListener('keydown', dismiss)
      shown.hidePopover()
    }
  }, [isOpen])
  if (text === undefined) return children(undefined)
  return (
    <span
      ref={anchor}
      className="contents"
      onPointerEnter={(event) => setOpen(event.pointerType === 'mouse')}
      onPointerLeave={() => setOpen(false)}
      onFocus={(event) => event.target.matches(':focus-visible') && setOpen(true)}
      onBlur={() => setOpen(false)}
    >
      {children(id)}
      {/* Always in the tree, so that aria-describedby can read it; in the top layer only while open. */}
      <span id={id} ref={panel} role="tooltip" popover="manual" className={tooltipClass}>
        {text}
      </span>
    </span>
  )
}

// The pseudo-element bridges the gap, so that the pointer can travel onto the tooltip without losing it.
const tooltipClass =
  'fixed max-w-72 overflow-visible rounded-m border-0 bg-tooltip px-2.5 py-1.5 text-start text-s font-normal ' +
  "whitespace-normal text-on-tooltip after:absolute after:-inset-2 after:-z-10 after:content-['']"
