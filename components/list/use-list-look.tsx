'use client'

import { createContext, use, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import { remember } from '#components/shell/remember.ts'
import { type ListLook, lookCookie, parseLook, writeLook } from './list-look.ts'

type Looks = { personId: string; stored: Readonly<Record<string, string>> }

const LooksContext = createContext<Looks>({ personId: '', stored: {} })

/** Whose looks are kept, and what their cookies said when the server drew the page, by name. */
export function ListLooks({ personId, stored, children }: Looks & { children: ReactNode }) {
  const looks = useMemo(() => ({ personId, stored }), [personId, stored])
  return <LooksContext value={looks}>{children}</LooksContext>
}

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
