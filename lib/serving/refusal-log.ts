/** What the console refused before anything read it, as the log tells it: no query, no header, nothing of the body. */
export type Refusal = { method: string; path: string; status: number; reason: RefusalReason }

/** `method`: not of those that a page uses. `optimiser`: of images, which is off. `packed`: a compressed body. `too_long`: a body. `elsewhere`: a post of no page of ours. `no_action`: a post to a page. `not_plain`: no action of ours looks so. */
export type RefusalReason = 'method' | 'optimiser' | 'packed' | 'too_long' | 'elsewhere' | 'no_action' | 'not_plain'

/** So many lines at once, and then one in so long: a flood writes about 5 MB a day in each process, and cannot fill a disk. */
const linesMax = 30
const everyMs = 5_000
const pathLengthMax = 200

/**
 * Tells refusals to `write`, of a flood a part. A line says with `count` how many were not told since the one before it.
 * `nowMs` is a clock that never goes back, in milliseconds.
 */
export function refusalLog(write: (line: Refusal & { count?: number }) => void, nowMs: () => number) {
  let left = linesMax
  let filledAt = nowMs()
  let untold = 0
  return (refusal: Refusal): void => {
    const earned = Math.floor((nowMs() - filledAt) / everyMs)
    left = Math.min(linesMax, left + earned)
    filledAt += earned * everyMs
    if (left === 0) {
      untold += 1
      return
    }
    left -= 1
    write({ ...refusal, path: refusal.path.slice(0, pathLengthMax), ...(untold > 0 && { count: untold }) })
    untold = 0
  }
}
