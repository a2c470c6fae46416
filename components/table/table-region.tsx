'use client'

import type { KeyboardEvent, MouseEvent, ReactNode } from 'react'

/**
 * The scrolling frame of a table: reachable by keyboard, and the place where a click on a row or the arrow keys become
 * a step to that row's link.
 */
export function TableRegion({ label, busy, children }: { label: string; busy: boolean; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- shortcuts to links inside, which do the work
    <div
      role="region"
      aria-label={label}
      aria-busy={busy || undefined}
      tabIndex={0}
      onClick={openRow}
      onKeyDown={moveByKey}
      className="overflow-x-auto focus-visible:-outline-offset-2"
    >
      {children}
    </div>
  )
}

function openRow(event: MouseEvent<HTMLDivElement>) {
  const target = event.target
  if (!(target instanceof Element) || target.closest('a, button, input, label, select, [popover], dialog')) return
  // Someone who marks text to copy it does not want to leave.
  if (window.getSelection()?.toString()) return
  target.closest('tr')?.querySelector<HTMLElement>('[data-row-link]')?.click()
}

function moveByKey(event: KeyboardEvent<HTMLDivElement>) {
  if (event.target instanceof Element && event.target.matches('input:not([type="checkbox"]), select, textarea')) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('tbody tr')]
  const here = rows.findIndex((row) => row.contains(document.activeElement))
  const row = rows[here]
  if (event.key === 'x' && row) row.querySelector<HTMLElement>('input[type="checkbox"]')?.click()
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  const next = rows[event.key === 'ArrowDown' ? here + 1 : here - 1]
  if (!next) return
  event.preventDefault()
  next.querySelector<HTMLElement>('[data-row-link]')?.focus()
}
