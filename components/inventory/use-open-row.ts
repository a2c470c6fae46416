'use client'

import { useSearchParams } from 'next/navigation'

const name = 'open'

/**
 * The row that stands open beside a list, kept in the address: it can be shared, and Back closes it. Opening asks nothing
 * of the server. The panel closes itself.
 */
export function useOpenRow() {
  const openId = useSearchParams().get(name) ?? undefined
  const open = (id: string) => {
    const address = addressWith((params) => params.set(name, id))
    // Going through many rows leaves one entry behind, so that one step back closes whichever is open.
    if (openId === undefined) window.history.pushState({ isOpened: true }, '', address)
    else window.history.replaceState({ isOpened: wasOpenedHere() }, '', address)
  }
  return { openId, open }
}

/** Closes what is open: by going back to the list it was opened from, or by leaving the list as it is. */
export function closeRow(): void {
  if (wasOpenedHere()) window.history.back()
  else
    window.history.replaceState(
      null,
      '',
      addressWith((params) => params.delete(name)),
    )
}

const wasOpenedHere = (): boolean => {
  const state: unknown = window.history.state
  return typeof state === 'object' && state !== null && 'isOpened' in state && state.isOpened === true
}

function addressWith(change: (params: URLSearchParams) => void): string {
  const params = new URLSearchParams(window.location.search)
  change(params)
  return params.size === 0 ? window.location.pathname : `${window.location.pathname}?${params}`
}
