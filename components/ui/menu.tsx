'use client'

import Link from 'next/link'
import { useEffect, type KeyboardEvent, type ReactNode } from 'react'
import { buttonClass, type ButtonSize, type ButtonVariant } from './button-class.ts'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'
import { roveFocus } from './rove-focus.ts'
import type { Align } from './place-beside.ts'
import { panelClass, usePopover } from './use-popover.ts'

type ItemFace = { id: string; label: ReactNode; icon?: IconName; danger?: boolean; disabledReason?: string | undefined }

export type MenuItem =
  | (ItemFace & { href: string })
  | (ItemFace & { onSelect: () => void; /** For choices: whether this one is taken. */ checked?: boolean })

export type MenuSection = { id: string; heading?: ReactNode; items: MenuItem[] }

type Props = {
  button: ReactNode
  label: string
  labelsButton?: boolean
  variant?: ButtonVariant
  size?: ButtonSize
  align?: Align
  sections: MenuSection[]
}

/** A button that opens a list of actions; arrows, Home, End and first letters move through it. */
export function Menu({
  button,
  label,
  labelsButton = false,
  variant = 'secondary',
  size = 'medium',
  align = 'start',
  sections,
}: Props) {
  const { isOpen, close, panel, triggerProps, panelProps } = usePopover(align)
  useEffect(() => {
    if (!isOpen) return
    const checked = panel.current?.querySelector<HTMLElement>('[aria-checked="true"]')
    const first = panel.current?.querySelector<HTMLElement>('[role^="menuitem"]')
    ;(checked ?? first)?.focus()
  }, [isOpen, panel])
  const moveOrLeave = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.key === 'Tab') close()
    else roveFocus(event, '[role^="menuitem"]')
  }
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
        onKeyDown={moveOrLeave}
        className={classNames(panelClass, 'min-w-52 p-1')}
      >
        {sections.map(({ id, heading, items }) => (
          <div
            key={id}
            role="group"
            aria-labelledby={heading ? `${panelProps.id}-${id}` : undefined}
            className={sectionClass}
          >
            {heading && (
              <p id={`${panelProps.id}-${id}`} className="px-2.5 py-1 text-s text-muted">
                {heading}
              </p>
            )}
            {items.map((item) => (
              <MenuRow key={item.id} item={item} close={close} />
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

const sectionClass = 'not-first:mt-1 not-first:border-t not-first:border-line not-first:pt-1'

function MenuRow({ item, close }: { item: MenuItem; close: () => void }) {
  const className = classNames(
    'flex min-h-8 w-full items-center gap-2.5 rounded-s px-2.5 py-1 text-start text-m no-underline outline-none focus:bg-hover hover:bg-hover',
    'focus-visible:outline-2 focus-visible:-outline-offset-2 aria-disabled:text-muted',
    item.danger && 'text-danger',
  )
  const face = (
    <>
      {item.icon && <Icon name={item.icon} className="text-muted" />}
      <span className="flex-1">
        {item.label}
        {item.disabledReason && <span className="block text-s text-muted">{item.disabledReason}</span>}
      </span>
      {'checked' in item && item.checked && <Icon name="check" />}
    </>
  )
  if ('href' in item && item.disabledReason === undefined) {
    return (
      <Link role="menuitem" tabIndex={-1} href={item.href} onClick={close} className={className}>
        {face}
      </Link>
    )
  }
  const select = () => {
    if (item.disabledReason !== undefined || !('onSelect' in item)) return
    // Closing first gives focus back to the button, from where a dialog opened by the action will return it.
    close()
    item.onSelect()
  }
  const isChoice = 'checked' in item
  return (
    <button
      type="button"
      role={isChoice ? 'menuitemradio' : 'menuitem'}
      aria-checked={isChoice ? item.checked === true : undefined}
      aria-disabled={item.disabledReason !== undefined || undefined}
      tabIndex={-1}
      onClick={select}
      className={className}
    >
      {face}
    </button>
  )
}
