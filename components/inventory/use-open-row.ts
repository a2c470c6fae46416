'use client'

import { useSearchParams } from 'next/navigation'
import { useCallback, useEffect, useRef, type RefObject } from 'react'

const name = 'open'

/**
 * The row that stands open beside a list, kept in the address: it can be shared, and Back closes it. Opening and closing
 * ask nothing of the server. When it closes, the focus returns to the row within `list`.
 */
export function useOpenRow(list: RefObject<HTMLElement | null>) {
  const openId = useSearchParams().get(name) ?? undefined
  const wasPushed = useRef(false)
  const open = useCallback(
    (id: string) => {
      if (openId === undefined) {
        wasPushed.current = true
        window.history.pushState(null, '', addressWith(id))
      } else {
        window.history.replaceState(null, '', addressWith(id))
      }
    },
    [openId],
  )
  const close = useCallback(() => {
    // Going back leaves no second entry of the same list behind; who came by a link has no entry to go back to.
    if (wasPushed.current) window.history.back()
    else window.history.replaceState(null, '', addressWith(undefined))
    wasPushed.current = false
  }, [])
  useFocusReturn(list, openId)
  return { openId, open, close }
}

function addressWith(id: string | undefined): string {
  const params = new URLSearchParams(window.location.search)
  if (id === undefined) params.delete(name)
  else params.set(name, id)
  const search = params.toString()
  return search === '' ? window.location.pathname : `${window.location.pathname}?${search}`
}

/** Puts the focus back on the row that was open, unless the person has moved on to something else. */
function useFocusReturn(list: RefObject<HTMLElement | null>, openId: string | undefined) {
  const before = useRef(openId)
  useEffect(() => {
    const closed = openId === undefined ? before.current : undefined
    before.current = openId
    if (closed === undefined || !list.current) return
    if (document.activeElement !== document.body && document.activeElement !== null) return
    const row = list.current.querySelector<HTMLElement>(`tr[data-row-id="${CSS.escape(closed)}"]`)
    ;(row ?? list.current.querySelector<HTMLElement>('[role="region"]'))?.focus()
  }, [list, openId])
}
