'use client'

import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'

type Props = {
  label: string
  busy: boolean
  /** Opens the row of that id; without it the row's link is followed. */
  onOpen?: ((id: string) => void) | undefined
  children: ReactNode
}

/**
 * The scrolling frame of a table: reachable by keyboard, and the place where a click on a row, or arrows and Enter, open
 * that row.
 */
export function TableRegion({ label, busy, onOpen, children }: Props) {
  const open = (row: HTMLElement | null | undefined) => {
    if (onOpen && row?.dataset['rowId'] !== undefined) onOpen(row.dataset['rowId'])
    else linkOf(row)?.click()
  }
  const click = ({ target }: MouseEvent) => {
    if (!(target instanceof Element) || target.closest('a, button, input, label, select, [popover], dialog')) return
    // Someone who marks text to copy it does not want to leave.
    if (window.getSelection()?.toString()) return
    open(target.closest('tr'))
  }
  const press = (event: KeyboardEvent<HTMLElement>) => {
    const { target } = event
    if (event.key === 'Enter' && target instanceof HTMLElement && target.matches('tbody tr')) open(target)
    else moveByKey(event)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- shortcuts to what is inside, which can be reached without them
    <div
      role="region"
      aria-label={label}
      aria-busy={busy || undefined}
      tabIndex={0}
      onClick={click}
      onKeyDown={press}
      className="@container/table overflow-x-auto focus-visible:-outline-offset-2"
    >
      {children}
    </div>
  )
}

const linkOf = (row: Element | null | undefined) => row?.querySelector<HTMLElement>('[data-row-link]')

function moveByKey(event: KeyboardEvent<HTMLElement>) {
  const { target, key, currentTarget } = event
  if (!(target instanceof Element) || target.closest('input:not([type="checkbox"]), select, textarea, [popover]'))
    return
  const rows = [...currentTarget.querySelectorAll<HTMLElement>('tbody tr')]
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  if (key === 'x') rows[here]?.querySelector<HTMLElement>('input[type="checkbox"]')?.click()
  if (key !== 'ArrowDown' && key !== 'ArrowUp') return
  const next = rows[key === 'ArrowDown' ? here + 1 : here - 1]
  if (!next) return
  event.preventDefault()
  // A row that opens beside the table takes the focus itself; its link stays one Tab away.
  if (next.tabIndex === -1 && next.hasAttribute('tabindex')) next.focus()
  else linkOf(next)?.focus()
}
