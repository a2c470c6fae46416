import { partialMatchKey, type QueryClient, type QueryKey } from '@tanstack/react-query'

/** A page brings along what the server has read; older than this (the cache's own limit) it is read again in any case. */
const readWithinMs = 10_000

type Brought = { queryKey: QueryKey; state: { data: unknown } }

/**
 * A page that is opened brings reads along that the server did a moment before. What the stream told in that moment found
 * no read to make old: the brought ones that it touches are read again. `touch` is told every key that a change touches.
 */
export function watchBroughtReads(client: QueryClient) {
  const touched = new Map<string, { key: QueryKey; at: number }>()
  const leave = client.getQueryCache().subscribe((event) => {
    const { queryKey, state } = broughtOf(event.query)
    const isBrought =
      event.type === 'added' ? state.data !== undefined : event.type === 'updated' && event.action.type === 'setState'
    if (!isBrought) return
    const since = performance.now() - readWithinMs
    const isTouched = [...touched.values()].some(({ key, at }) => at > since && partialMatchKey(queryKey, key))
    if (isTouched) queueMicrotask(() => void client.invalidateQueries({ queryKey, exact: true }))
  })
  return {
    touch(keys: readonly QueryKey[]): void {
      const at = performance.now()
      for (const key of keys) touched.set(JSON.stringify(key), { key, at })
      for (const [name, each] of touched) if (each.at < at - readWithinMs) touched.delete(name)
    },
    close: leave,
  }
}

/** Keys are typed loosely by the library. */
const broughtOf = ({ queryKey, state }: Brought): Brought => ({ queryKey, state })
