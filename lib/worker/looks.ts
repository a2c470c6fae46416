import { toError } from '../errors.ts'
import { log } from '../log.ts'
import type { RequestState } from '../requests/machine.ts'
import type { WorkerDeps } from './deps.ts'
import { look } from './look.ts'
import { due, open } from './take.ts'

/** States in which nothing is sent: what is delivered or expires is only watched, and keeps no purchase waiting. */
const watched: ReadonlySet<RequestState> = new Set(['awaiting_approval', 'held', 'absent', 'paid', 'provisioning'])

/** So many requests a worker has in hand at once; the cloud's call limits, not their number, set the pace. */
const inHandMax = { moving: 8, watched: 4 }

/** The requests that this worker looks at: those that a message names, and all that are due. */
export class Looks {
  readonly #moving: Lane
  readonly #watched: Lane

  /** `patient` are the same, with reads that let all others go first. */
  constructor(deps: WorkerDeps, patient: WorkerDeps) {
    this.#watched = new Lane(patient, { states: open.filter((state) => watched.has(state)), max: inHandMax.watched })
    const moving = open.filter((state) => !watched.has(state))
    this.#moving = new Lane(deps, { states: moving, max: inHandMax.moving, done: () => this.#watched.fill() })
  }

  /** Looks at the request soon. Where all hands are full, the next sweep finds it: its row says that it is due. */
  wake(id: string): void {
    this.#moving.start(id)
    this.#watched.start(id)
  }

  async sweep(): Promise<void> {
    await Promise.all([this.#moving.fill(), this.#watched.fill()])
  }

  /** Takes no more, and ends when everything in hand is done. */
  async end(): Promise<void> {
    await Promise.all([this.#moving.end(), this.#watched.end()])
  }
}

type LaneOptions = {
  states: readonly RequestState[]
  max: number
  /** What follows when one of them has been looked at. */
  done?: () => Promise<void>
}

class Lane {
  readonly #deps: WorkerDeps
  readonly #states: readonly RequestState[]
  readonly #max: number
  readonly #done: () => Promise<void>
  readonly #inHand = new Map<string, Promise<void>>()
  #hasMore = false
  #isFilling = false
  #isOver = false

  constructor(deps: WorkerDeps, { states, max, done = async () => undefined }: LaneOptions) {
    this.#deps = deps
    this.#states = states
    this.#max = max
    this.#done = done
  }

  start(id: string): void {
    if (this.#isOver || this.#inHand.size >= this.#max || this.#inHand.has(id)) return
    this.#inHand.set(id, this.#look(id))
  }

  /** Takes as many of those that are due as there are free hands. */
  async fill(): Promise<void> {
    const free = this.#max - this.#inHand.size
    if (this.#isFilling || this.#isOver || free <= 0) return
    this.#isFilling = true
    try {
      const ids = await due(this.#deps, this.#states, free)
      this.#hasMore = ids.length === free
      for (const id of ids) this.start(id)
    } finally {
      this.#isFilling = false
    }
  }

  async end(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#inHand.values())
  }

  async #look(id: string): Promise<void> {
    try {
      await look(this.#deps, id, this.#states)
      this.#inHand.delete(id)
      await Promise.all([this.#done(), this.#hasMore && this.fill()])
    } catch (thrown) {
      log.error({ workerId: this.#deps.workerId, requestId: id, error: toError(thrown) }, 'a look failed')
    } finally {
      this.#inHand.delete(id)
    }
  }
}
