/** So many lines at once, and then one in so long: a flood writes about 5 MB a day in each process, and cannot fill a disk. */
const linesMax = 30
const everyMs = 5_000

/**
 * Tells `write` what anybody can cause as often as they like; of a flood a part. A line says with `count` how many were not told
 * since the one before it. `nowMs` is a clock that never goes back, in milliseconds.
 */
export function floodLog<T extends object>(write: (line: T & { count?: number }) => void, nowMs: () => number) {
  let left = linesMax
  let filledAt = nowMs()
  let untold = 0
  return (line: T): void => {
    const earned = Math.floor((nowMs() - filledAt) / everyMs)
    left = Math.min(linesMax, left + earned)
    filledAt += earned * everyMs
    if (left === 0) {
      untold += 1
      return
    }
    left -= 1
    write({ ...line, ...(untold > 0 && { count: untold }) })
    untold = 0
  }
}
