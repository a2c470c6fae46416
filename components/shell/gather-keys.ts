import type { QueryKey } from '@tanstack/react-query'

/** Announcements that come together are answered by one round of reads. */
export const gatherMs = 150
/** While a whole account is read, many things change many times a second: lists follow at a pace that people can. */
export const gatherManyMs = 2_000

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
