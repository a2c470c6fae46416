'use client'

import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class.ts'
import { classNames } from './class-names.ts'
import type { MenuSection } from './menu-items.tsx'
import { MenuLoading } from './menu-loading.tsx'
import { roveFocus } from './rove-focus.ts'
import type { Align } from './place-beside.ts'
import { panelClass, usePopover } from './use-popover.ts'

// No first view shows an open menu.
const askItems = () => import('./menu-items.tsx')
let items: ReturnType<typeof askItems> | undefined
// A list has a menu in every row: it is asked for once, and again only where it could not be had.
const loadItems = () =>
  (items ??= askItems().catch((error: unknown) => {
    items = undefined
    throw error
  }))
const MenuItems = lazy(async () => ({ default: (await loadItems()).MenuItems }))

type Props = {
  button: ReactNode
  label: string
  labelsButton?: boolean
  variant?: ButtonVariant
  size?: ButtonSize
  align?: Align
} & (
  | { sections: MenuSection[] }
  /** Draws `MenuItems` when it is opened, for menus whose items are made then. */
  | { children: (close: () => void) => ReactNode }
)

// The browser opens it even before scripts have come alive; then it says at least that more is to come.
const awaited =
  "empty:before:block empty:before:px-2.5 empty:before:py-1 empty:before:text-muted empty:before:content-['…']"

/** A button that opens a list of actions; arrows, Home, End and first letters move through it. */
export function Menu(props: Props) {
  const { button, label, labelsButton = false, variant = 'secondary', size = 'medium', align = 'start' } = props
  const { isOpen, close, triggerProps, panelProps } = usePopover(align)
  // Loaded behind the first view: once the console is out of reach it is too late.
  useEffect(() => void loadItems(), [])
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
        {isOpen &&
          ('sections' in props ? (
            <Suspense fallback={<MenuLoading />}>
              <MenuItems sections={props.sections} close={close} />
            </Suspense>
          ) : (
            props.children(close)
          ))}
      </div>
    </>
  )
}
