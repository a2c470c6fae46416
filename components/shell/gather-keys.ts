import type { QueryKey } from '@tanstack/react-query'

/** Holds keys back for `afterMs` from the first, and hands each of them over once. */
export function gatherKeys(afterMs: number, handOver: (queryKey: QueryKey) => void) {
  const gathered = new Map<string, QueryKey>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const release = () => {
    timer = undefined
    for (const queryKey of gathered.values()) handOver(queryKey)
    gathered.clear()
  }
  return {
    add(keys: readonly QueryKey[]) {
      for (const key of keys) gathered.set(JSON.stringify(key), key)
      timer ??= setTimeout(release, afterMs)
    },
    close: () => clearTimeout(timer),
  }
}
