'use client'

import type { ReactNode } from 'react'
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class.ts'
import { classNames } from './class-names.ts'
import type { Align } from './place-beside.ts'
import { panelClass, usePopover } from './use-popover.ts'

type Props = {
  /** What is on the button. */
  button: ReactNode
  /** The panel's name for screen readers; also the button's, when `button` is only a picture. */
  label: string
  labelsButton?: boolean
  variant?: ButtonVariant
  size?: ButtonSize
  align?: Align
  children: ReactNode
}

/** A button that opens a small panel beside itself. */
export function Popover({
  button,
  label,
  labelsButton = false,
  variant = 'secondary',
  size = 'medium',
  align = 'start',
  children,
}: Props) {
  const { triggerProps, panelProps } = usePopover(align)
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        aria-label={labelsButton ? label : undefined}
        aria-haspopup="dialog"
        className={buttonClass(variant, size)}
      >
        {button}
      </button>
      <div {...panelProps} role="dialog" aria-label={label} className={classNames(panelClass, 'w-80 p-4')}>
        {children}
      </div>
    </>
  )
}
