import type { QueryKey } from '@tanstack/react-query'
import { manyChanged, type LiveRows, type ToldChange } from '#lib/live/event.ts'
import { gatherKeys, gatherManyMs, gatherMs } from './gather-keys.ts'
import { readsLists } from './put-rows.ts'
import { isShared, touchedKeys } from './touched-keys.ts'

type Page = {
  /** Reads again what begins with the key; resolves when it has. */
  read: (queryKey: QueryKey) => Promise<unknown>
  /** Puts the rows into the lists that show them. */
  put: (rows: LiveRows) => void
}

/** Keeps the reads of a page true: what a change touches is read again, and rows that come along are shown until then. */
export function followChanges({ read, put }: Page) {
  const underway = new Map<LiveRows[], QueryKey>()
  /** A reading of a list that began before rows came may end with older ones. */
  const readUnder = async (queryKey: QueryKey) => {
    const meanwhile: LiveRows[] = []
    underway.set(meanwhile, queryKey)
    await read(queryKey).finally(() => underway.delete(meanwhile))
    for (const rows of meanwhile) put(rows)
  }
  const of = (everyMs: number) => ({ spread: gatherKeys(everyMs, readUnder), atOnce: gatherKeys(everyMs, readUnder) })
  const [byOne, byMany] = [of(gatherMs), of(gatherManyMs)]
  return {
    hear(change: ToldChange) {
      const keys = touchedKeys(change)
      const isSpread = (key: QueryKey) => change.spreadMs !== undefined && isShared(key)
      const { spread, atOnce } = change.id === manyChanged ? byMany : byOne
      spread.add(keys.filter(isSpread), change.spreadMs)
      atOnce.add(keys.filter((key) => !isSpread(key)))
    },
    put(rows: LiveRows) {
      put(rows)
      for (const [meanwhile, queryKey] of underway) if (readsLists(queryKey, rows)) meanwhile.push(rows)
    },
    close() {
      for (const { spread, atOnce } of [byOne, byMany]) {
        spread.close()
        atOnce.close()
      }
    },
  }
}
