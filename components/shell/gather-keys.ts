import type { QueryKey } from '@tanstack/react-query'

/** What is announced by one statement comes together, and is answered by one round of reads. */
const togetherMs = 20
/** While things change again and again, what they touch is read at most this often. */
export const gatherMs = 150
/** While a whole account is read, many things change many times a second: lists follow at a pace that people can. */
export const gatherManyMs = 2_000

/** A reading that has taken so long is lost, and what is touched again does not wait for it. */
const patienceMs = 10_000

/**
 * Hands over the first keys after a moment and those that follow `everyMs` later, each of them once; where they are spread,
 * the first come at any moment within that time, and those that follow as much later. `read` answers when it
 * has read what it was handed. What is touched meanwhile is handed over again after that: were each change to call off the
 * reading that tells of the one before, a server that many ask at once would answer nobody.
 */
export function gatherKeys(everyMs: number, read: (queryKey: QueryKey) => Promise<unknown>) {
  const gathered = new Map<string, QueryKey>()
  const readings = new Map<string, symbol>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let releasedAt = -Infinity
  let isClosed = false
  let spreadMs = 0
  const releaseSoon = () => {
    if (isClosed || timer !== undefined) return
    const nextAt = releasedAt + Math.max(everyMs, spreadMs)
    timer = setTimeout(release, Math.max(togetherMs + Math.random() * spreadMs, nextAt - performance.now()))
  }
  const release = () => {
    timer = undefined
    releasedAt = performance.now()
    for (const [name, queryKey] of gathered) {
      if (readings.has(name)) continue
      gathered.delete(name)
      handOver(name, queryKey)
    }
  }
  const handOver = (name: string, queryKey: QueryKey) => {
    const reading = Symbol(name)
    readings.set(name, reading)
    const end = () => {
      clearTimeout(lost)
      if (readings.get(name) !== reading) return
      readings.delete(name)
      if (gathered.has(name)) releaseSoon()
    }
    const lost = setTimeout(end, patienceMs)
    void read(queryKey).then(end, end)
  }
  return {
    add(keys: readonly QueryKey[], withinMs = 0) {
      if (keys.length === 0) return
      spreadMs = withinMs
      for (const key of keys) gathered.set(JSON.stringify(key), key)
      releaseSoon()
    },
    close() {
      isClosed = true
      clearTimeout(timer)
    },
  }
}
