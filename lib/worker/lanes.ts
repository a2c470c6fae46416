import { CloudError } from '../cloud/errors.ts'
import type { AccountReads } from '../inventory/reads.ts'

/**
 * Questions of one account that are on their way at once. Five wrong signatures lock a key for everybody (signing-and-auth
 * §3.3): fewer are under way when the cloud refuses the first.
 */
const lanesMax = 4

/** Lets so many through at once; the others wait in line. */
export type Lanes = { run<T>(work: () => Promise<T>): Promise<T> }

export function createLanes(max: number = lanesMax): Lanes {
  let free = max
  const waiting: (() => void)[] = []
  return {
    async run(work) {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else free += 1
      }
    },
  }
}

/**
 * The account's reads for its looks: few at once, all called off by `stopping`, which the first refusal of the key sets off by
 * itself, before anything else is asked.
 */
export function readsInLanes(reads: AccountReads, lanes: Lanes, stopping: AbortController): AccountReads {
  return {
    ...reads,
    read: (call, options) =>
      lanes.run(async () => {
        stopping.signal.throwIfAborted()
        const signals = options?.signal ? [options.signal, stopping.signal] : [stopping.signal]
        try {
          return await reads.read(call, { signal: AbortSignal.any(signals) })
        } catch (thrown) {
          if (thrown instanceof CloudError && thrown.isCredentialRefusal) stopping.abort()
          throw thrown
        }
      }),
  }
}
