/** How long rows may be kept, in milliseconds (network-and-lookup.md §8): networks a minute, the catalogue ten. */
export const keepMs = { network: 60_000, catalogue: 600_000 } as const

type Entry = { value: Promise<unknown>; askedAt: number }

export type LookupCache = ReturnType<typeof createLookupCache>

/**
 * Answers of look-ups, kept in this process. At most `entriesMax` of them; the oldest goes first. Questions asked at
 * the same time share one answer, and a failure is never kept.
 */
export function createLookupCache({
  entriesMax = 2000,
  now = Date.now,
}: { entriesMax?: number; now?: () => number } = {}) {
  const entries = new Map<string, Entry>()

  return {
    get size() {
      return entries.size
    },
    /** The kept answer to `key` where it is younger than `ms`, or that of `ask`, which is then kept. */
    through<T>(key: string, ms: number, ask: () => Promise<T>): Promise<T> {
      const known = entries.get(key)
      // Every key names one question, so what is kept under it has its type.
      if (known !== undefined && known.askedAt + ms > now()) return known.value as Promise<T>
      const value = ask()
      entries.delete(key)
      entries.set(key, { value, askedAt: now() })
      if (entries.size > entriesMax) entries.delete(entries.keys().next().value ?? '')
      value.catch(() => {
        if (entries.get(key)?.value === value) entries.delete(key)
      })
      return value
    },
  }
}
