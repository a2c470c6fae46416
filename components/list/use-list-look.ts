'use client'

import { use, useMemo, useSyncExternalStore } from 'react'
import { remember } from '#components/shell/remember.ts'
import { LooksContext } from './list-looks.tsx'
import { type ListLook, lookCookie, parseLook, writeLook } from './list-look.ts'

const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** How the person wants `list` drawn: the server knows it too, so nothing moves when the page comes alive. */
export function useListLook(list: string): { look: ListLook; setLook: (look: ListLook) => void } {
  const { personId, stored } = use(LooksContext)
  const cookie = lookCookie(personId, list)
  const text = useSyncExternalStore(
    subscribe,
    () => readCookie(cookie),
    () => stored[cookie] ?? '',
  )
  const look = useMemo(() => parseLook(text), [text])
  const setLook = (wanted: ListLook) => {
    remember(cookie, writeLook(wanted))
    for (const listener of listeners) listener()
  }
  return { look, setLook }
}

function readCookie(name: string): string {
  const pair = document.cookie.split('; ').find((each) => each.startsWith(`${name}=`))
  return pair === undefined ? '' : decodeURIComponent(pair.slice(name.length + 1))
}
