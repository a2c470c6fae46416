import { startTransition, useEffect, useState } from 'react'

/**
 * Whether the page has come alive: false in what the server draws and in the browser's first look at it. Told without
 * haste, since a part of the page that is still coming to life must not be made anew for it.
 */
export function useAlive(): boolean {
  const [isAlive, setAlive] = useState(false)
  useEffect(() => startTransition(() => setAlive(true)), [])
  return isAlive
}
