type Lane = { running: Promise<unknown>; next?: Promise<unknown> }

/**
 * Lets those who ask for the same at the same time share one reading. Nobody is given what was read before they asked:
 * whoever comes while a reading runs shares the one that begins when it has ended. Readings of different keys do not wait
 * for each other. Throws what the shared reading throws.
 */
export function shareReads<T>() {
  const lanes = new Map<string, Lane>()

  function begin(key: string, read: () => Promise<T>): Promise<T> {
    const running = read().finally(() => {
      const lane = lanes.get(key)
      if (lane?.running === running && lane.next === undefined) lanes.delete(key)
    })
    lanes.set(key, { running })
    return running
  }
  return (key: string, read: () => Promise<T>): Promise<T> => {
    const lane = lanes.get(key)
    if (!lane) return begin(key, read)
    const after = () => begin(key, read)
    // Both are of this key, so of what `read` gives.
    return (lane.next ??= lane.running.then(after, after)) as Promise<T>
  }
}
