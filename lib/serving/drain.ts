import { log } from '../log.ts'

// The bundles of a web process each have their own copy of this file.
const kept: typeof globalThis & { countersignIsDraining?: boolean } = globalThis

/** Whether this web process was told to stop. */
export const isDraining = (): boolean => kept.countersignIsDraining === true

type Drain = {
  /** How long new requests are still taken, so that the proxy can ask and hear that this process is not ready. */
  noticeMs: number
  /** From the signal until the process ends, whatever is still under way. */
  limitMs: number
  /** Ends what would last for ever. */
  letGo: () => void
}

/**
 * At the first signal to stop: says so to the proxy, lets go, and then leaves it to Next, which takes no more, waits for
 * what is under way and ends. Call it once, when Next listens for the signals already.
 */
export function drainOnSignal({ noticeMs, limitMs, letGo }: Drain): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    const stopNext = process.listeners(signal)
    process.removeAllListeners(signal)
    process.on(signal, () => {
      if (isDraining()) return
      kept.countersignIsDraining = true
      log.info({ event: signal }, 'stopping')
      setTimeout(() => {
        log.warn({ ms: limitMs }, 'stopped with requests under way')
        process.exit(1)
      }, limitMs)
      setTimeout(() => {
        letGo()
        for (const stop of stopNext) stop(signal)
      }, noticeMs)
    })
  }
}
