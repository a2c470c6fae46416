import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { type KillAt, stageOf } from './plan.ts'
import type { Running } from './slot.ts'
import { listenOnLoopback } from './listen.ts'

type Watched = Running & {
  /** The process that last took the request. */
  pid: number
  hasDied: boolean
  hasSlept: boolean
}

const intents = new Set(['intent', 'pay_intent'])

/**
 * Where the workers stand at each step of the protocol until they may go on: it kills them there, puts them to sleep, or
 * takes the cloud away in the moment before they call it.
 */
export class Door {
  readonly #watched = new Map<string, Watched>()
  readonly #refuse: (requestId: string) => Promise<void>
  readonly #sleepMs: number
  readonly #server = createServer((incoming, outgoing) => {
    const at = new URL(incoming.url ?? '', 'http://door').searchParams
    const [step = '', requestId = '', pid = ''] = ['step', 'requestId', 'pid'].map((name) => at.get(name) ?? '')
    this.#passed(step, requestId, Number(pid))
      .catch(() => undefined)
      .finally(() => outgoing.end())
  })
  url = ''
  deaths = 0
  sleeps = 0

  constructor({ refuse, sleepMs }: { refuse: (requestId: string) => Promise<void>; sleepMs: number }) {
    this.#refuse = refuse
    this.#sleepMs = sleepMs
  }

  async open(): Promise<void> {
    this.url = `http://127.0.0.1:${await listenOnLoopback(this.#server)}`
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  watch(running: Running): void {
    this.#watched.set(running.requestId, Object.assign(running, { pid: 0, hasDied: false, hasSlept: false }))
  }

  forget(requestId: string): void {
    this.#watched.delete(requestId)
  }

  /** The proxy saw the call of `running` at a place that its worker cannot report itself. */
  async seen(at: KillAt, running: Running): Promise<void> {
    const watched = this.#watched.get(running.requestId)
    if (watched) await this.#strike(at, watched)
  }

  async #passed(step: string, requestId: string, pid: number): Promise<void> {
    const watched = this.#watched.get(requestId)
    if (!watched) return
    watched.pid = pid
    const { cell, struck } = watched
    await this.#strike(step, watched)
    if (cell.sleep?.at === step) this.#putToSleep(watched, cell.sleep.forMs)
    if (!intents.has(step) || struck) return
    if ((step === 'pay_intent') !== (stageOf(cell) === 'pay')) return
    if (cell.fault === 'refused-connection') {
      watched.struck = true
      await this.#refuse(requestId)
    }
    if (cell.fault === 'worker-sleeps' && !cell.sleep) this.#putToSleep(watched, this.#sleepMs)
  }

  #putToSleep(watched: Watched, forMs: number): void {
    if (watched.hasSlept) return
    const { pid } = watched
    watched.hasSlept = true
    watched.struck = true
    this.sleeps += 1
    signal(pid, 'SIGSTOP')
    setTimeout(() => signal(pid, 'SIGCONT'), forMs)
  }

  async #strike(at: string, watched: Watched): Promise<void> {
    if (watched.hasDied || watched.cell.killAt !== at || watched.pid === 0) return
    watched.hasDied = true
    this.deaths += 1
    signal(watched.pid, 'SIGKILL')
    // The dead do not ask again; a moment lets the kernel close what they held.
    await pause(20)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Gone already.
  }
}
