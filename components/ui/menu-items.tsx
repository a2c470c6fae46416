'use client'

import Link from 'next/link'
import { useEffect, useId, useRef, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'

type ItemFace = { id: string; label: ReactNode; icon?: IconName; danger?: boolean; disabledReason?: string | undefined }

export type MenuItem =
  | (ItemFace & { href: string })
  | (ItemFace & { onSelect: () => void; /** For choices: whether this one is taken. */ checked?: boolean })
  /** One of several that may all be on; the menu stays open. */
  | (ItemFace & { onToggle: () => void; checked: boolean })

export type MenuSection = { id: string; heading?: ReactNode; items: MenuItem[] }

type Props = { sections: MenuSection[]; close: () => void }

/** What stands in a menu. The focus goes to the choice that is taken, or to the first item, when it opens. */
export function MenuItems({ sections, close }: Props) {
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  const wasOpen = useRef(false)
  useEffect(() => {
    const justOpened = !wasOpen.current
    wasOpen.current = true
    // An item that changed while it was looked at took the focus with it.
    if (!justOpened && document.activeElement !== document.body) return
    const checked = frame.current?.querySelector<HTMLElement>('[role="menuitemradio"][aria-checked="true"]')
    const first = frame.current?.querySelector<HTMLElement>('[role^="menuitem"]')
    ;(checked ?? first)?.focus()
  })
  return (
    <div ref={frame} role="presentation" className="contents">
      {sections.map(({ id: section, heading, items }) => (
        <div
          key={section}
          role="group"
          aria-labelledby={heading ? `${id}-${section}` : undefined}
          className={sectionClass}
        >
          {heading && (
            <p id={`${id}-${section}`} className="px-2.5 py-1 text-s text-muted">
              {heading}
            </p>
          )}
          {items.map((item) => (
            <MenuRow key={item.id} item={item} close={close} />
          ))}
        </div>
      ))}
    </div>
  )
}

const sectionClass = 'not-first:mt-1 not-first:border-t not-first:border-line not-first:pt-1'

function MenuRow({ item, close }: { item: MenuItem; close: () => void }) {
  const className = classNames(
    'flex min-h-8 w-full items-center gap-2.5 rounded-s px-2.5 py-1 text-start text-m no-underline outline-none focus:bg-hover hover:bg-hover',
    'focus-visible:outline-2 focus-visible:-outline-offset-2 aria-disabled:text-muted',
    item.danger && 'text-danger',
  )
  const face = <MenuFace item={item} />
  if ('href' in item && item.disabledReason === undefined) {
    return (
      <Link role="menuitem" tabIndex={-1} href={item.href} onClick={close} className={className}>
        {face}
      </Link>
    )
  }
  const select = () => {
    if (item.disabledReason !== undefined) return
    if ('onToggle' in item) item.onToggle()
    if (!('onSelect' in item)) return
    // Closing first gives focus back to the button, from where a dialog opened by the action will return it.
    close()
    item.onSelect()
  }
  const isChoice = 'checked' in item
  return (
    <button
      type="button"
      role={'onToggle' in item ? 'menuitemcheckbox' : isChoice ? 'menuitemradio' : 'menuitem'}
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

function MenuFace({ item }: { item: MenuItem }) {
  const isTaken = 'checked' in item && item.checked
  return (
    <>
      {'onToggle' in item && <Icon name="check" className={isTaken ? undefined : 'invisible'} />}
      {item.icon && <Icon name={item.icon} className="text-muted" />}
      <span className="flex-1">
        {item.label}
        {item.disabledReason && <span className="block text-s text-muted">{item.disabledReason}</span>}
      </span>
      {'onSelect' in item && isTaken && <Icon name="check" />}
    </>
  )
}
