import { once } from 'node:events'
import { createServer } from 'node:http'
import type { KillAt } from './plan.ts'
import type { Running } from './slot.ts'
import { listenOnLoopback } from './listen.ts'

type Watched = {
  /** The process that was last seen with the request. */
  pid: number
  stopAt: KillAt | undefined
  arrival: PromiseWithResolvers<void>
  opening: PromiseWithResolvers<void>
  isStanding: boolean
}

/**
 * Where workers stand until something has happened to their database: the first one at the place, and with it everybody
 * else who takes up its request meanwhile.
 */
export class Gate {
  readonly #watched = new Map<string, Watched>()
  readonly #server = createServer((incoming, outgoing) => {
    const at = new URL(incoming.url ?? '', 'http://gate').searchParams
    const [step = '', requestId = '', pid = ''] = ['step', 'requestId', 'pid'].map((name) => at.get(name) ?? '')
    void this.#passed(step, requestId, Number(pid)).finally(() => outgoing.end())
  })
  url = ''
  deaths = 0

  async open(): Promise<void> {
    this.url = `http://127.0.0.1:${await listenOnLoopback(this.#server)}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  /** The request is let through up to `place`. */
  watch(requestId: string, place: KillAt): void {
    this.#watched.set(requestId, { pid: 0, ...closedAt(place) })
  }

  /** Ends when somebody stands at the place. */
  async arrival(requestId: string): Promise<void> {
    await this.#watched.get(requestId)?.arrival.promise
  }

  isStanding(requestId: string): boolean {
    return this.#watched.get(requestId)?.isStanding ?? false
  }

  /** Who stands may go on, up to the next place, if there is one. */
  letGo(requestId: string, place?: KillAt): void {
    const watched = this.#watched.get(requestId)
    if (!watched) return
    const { opening } = watched
    Object.assign(watched, closedAt(place))
    opening.resolve()
  }

  /** Kills the process that stands with the request. */
  kill(requestId: string): void {
    const watched = this.#watched.get(requestId)
    if (!watched?.isStanding || watched.pid === 0) return
    try {
      process.kill(watched.pid, 'SIGKILL')
      this.deaths += 1
    } catch {
      // Gone already.
    }
  }

  forget(requestId: string): void {
    this.letGo(requestId)
    this.#watched.delete(requestId)
  }

  /** The proxy saw the call of `running` at a place that its worker cannot report itself. */
  async seen(at: KillAt, running: Running): Promise<void> {
    await this.#passed(at, running.requestId)
  }

  async #passed(step: string, requestId: string, pid?: number): Promise<void> {
    const watched = this.#watched.get(requestId)
    if (!watched) return
    if (watched.isStanding) return await watched.opening.promise
    if (pid !== undefined) watched.pid = pid
    if (watched.stopAt !== step) return
    watched.isStanding = true
    watched.arrival.resolve()
    await watched.opening.promise
  }
}

const closedAt = (stopAt: KillAt | undefined) => ({
  stopAt,
  arrival: Promise.withResolvers<void>(),
  opening: Promise.withResolvers<void>(),
  isStanding: false,
})
