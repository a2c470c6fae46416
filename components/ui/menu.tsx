'use client'

import type { ReactNode } from 'react'
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class.ts'
import { classNames } from './class-names.ts'
import { MenuItems, type MenuSection } from './menu-items.tsx'
import { roveFocus } from './rove-focus.ts'
import type { Align } from './place-beside.ts'
import { panelClass, usePopover } from './use-popover.ts'

type Props = {
  button: ReactNode
  label: string
  labelsButton?: boolean
  variant?: ButtonVariant
  size?: ButtonSize
  align?: Align
} & (
  | { sections: MenuSection[] }
  /** Draws `MenuItems` when it is opened, for menus that stand in every row of a list. */
  | { children: (close: () => void) => ReactNode }
)

// The browser opens it even before scripts have come alive; then it says at least that more is to come.
const awaited =
  "empty:before:block empty:before:px-2.5 empty:before:py-1 empty:before:text-muted empty:before:content-['…']"

/** A button that opens a list of actions; arrows, Home, End and first letters move through it. */
export function Menu(props: Props) {
  const { button, label, labelsButton = false, variant = 'secondary', size = 'medium', align = 'start' } = props
  const { isOpen, close, triggerProps, panelProps } = usePopover(align)
  return (
    <>
      <button
        type="button"
        {...triggerProps}
        aria-label={labelsButton ? label : undefined}
        aria-haspopup="menu"
        className={buttonClass(variant, size)}
      >
        {button}
      </button>
      <div
        {...panelProps}
        role="menu"
        tabIndex={-1}
        aria-label={label}
        onKeyDown={(event) => {
          if (event.key === 'Tab') close()
          else roveFocus(event, '[role^="menuitem"]')
        }}
        className={classNames(panelClass, 'max-h-[calc(100dvh-1rem)] min-w-52 overflow-y-auto p-1', awaited)}
      >
        {'sections' in props ? (
          <MenuItems sections={props.sections} isOpen={isOpen} close={close} />
        ) : (
          isOpen && props.children(close)
        )}
      </div>
    </>
  )
}
