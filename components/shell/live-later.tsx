'use client'

import { lazy, Suspense } from 'react'
import { useAlive } from './use-alive.ts'

const Live = lazy(async () => ({ default: (await import('./live.tsx')).Live }))

/** Begins to listen for changes once the page is alive: the first view shows what the server had read at `since`. */
export function LiveLater({ since }: { since: string }) {
  if (!useAlive()) return null
  return (
    <Suspense>
      <Live since={since} />
    </Suspense>
  )
}
