const waiting = new Set<() => void>()

/** Calls `retry` when the console, or a part of it, is back after a loss; returns the way to wait no more. */
export function whenBack(retry: () => void): () => void {
  waiting.add(retry)
  return () => void waiting.delete(retry)
}

/** Tells whoever waits that it is worth trying again. */
export function tellBack(): void {
  for (const retry of waiting) retry()
}
