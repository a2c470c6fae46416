import type { QueryKey } from '@tanstack/react-query'

/** What is announced by one statement comes together, and is answered by one round of reads. */
const togetherMs = 20
/** While things change again and again, what they touch is read at most this often. */
export const gatherMs = 150
/** While a whole account is read, many things change many times a second: lists follow at a pace that people can. */
export const gatherManyMs = 2_000

/** Hands over the first keys after a moment and those that follow `everyMs` later, each of them once. */
export function gatherKeys(everyMs: number, handOver: (queryKey: QueryKey) => void) {
  const gathered = new Map<string, QueryKey>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let releasedAt = -Infinity
  const release = () => {
    timer = undefined
    releasedAt = performance.now()
    for (const queryKey of gathered.values()) handOver(queryKey)
    gathered.clear()
  }
  return {
    add(keys: readonly QueryKey[]) {
      for (const key of keys) gathered.set(JSON.stringify(key), key)
      timer ??= setTimeout(release, Math.max(togetherMs, releasedAt + everyMs - performance.now()))
    },
    close: () => clearTimeout(timer),
  }
}
