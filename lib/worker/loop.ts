import { setTimeout as pause } from 'node:timers/promises'
import { toError } from '../errors.ts'
import { log } from '../log.ts'

/** Runs `work` again and again with `ms` between, until the signal; a failure is logged and does not end the loop. */
export async function every(ms: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    try {
      await work()
    } catch (thrown) {
      log.error({ error: toError(thrown) }, 'a round of the worker failed')
    }
    await pause(ms, undefined, { signal }).catch(() => undefined)
  }
}
