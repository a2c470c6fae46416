export type Turn = {
  <T>(work: () => Promise<T>): Promise<T>
  /** How many works wait. */
  waiting: () => number
}

/** Runs at most `atOnce` of the works it is given at a time; the others wait in the order in which they came. */
export function inTurn(atOnce: number): Turn {
  const waiting: (() => void)[] = []
  let running = 0
  const turn = async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      // Whoever waits longest takes the place over.
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
  return Object.assign(turn, { waiting: () => waiting.length })
}
