import { useSyncExternalStore } from 'react'

/** Whether the page has come alive: false in what the server draws and in the browser's first look at it. */
export const useAlive = (): boolean =>
  useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  )

const neverChanges = () => () => undefined
