'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useCallback } from 'react'

export const stepParameter = 'step'

/** The step in the address (`?step=network`): Back of the browser works, and a reload stays where it was. */
export function useStepInUrl() {
  const pathname = usePathname()
  const search = useSearchParams()
  const show = useCallback(
    (step: string) => {
      const next = new URLSearchParams(window.location.search)
      next.set(stepParameter, step)
      // The router follows pushState without asking the server, so nothing that was typed is lost.
      window.history.pushState(null, '', `${pathname}?${next}`)
    },
    [pathname],
  )
  return { wanted: search.get(stepParameter), show }
}
