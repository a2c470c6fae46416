'use client'

import { lazy, Suspense, useSyncExternalStore } from 'react'

const Live = lazy(async () => ({ default: (await import('./live.tsx')).Live }))

/** Begins to listen for changes once the page is alive: the first view shows what the server has just read. */
export function LiveLater() {
  const isAlive = useSyncExternalStore(neverChanges, inBrowser, onServer)
  if (!isAlive) return null
  return (
    <Suspense>
      <Live />
    </Suspense>
  )
}

const neverChanges = () => () => undefined
const inBrowser = () => true
const onServer = () => false
