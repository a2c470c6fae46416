import type { LiveStanding } from '#lib/live/event.ts'

export type Part = 'connection' | 'database' | 'worker' | 'room'

/**
 * Whether the page is true. `away`: a part of the console is missing since then (epoch milliseconds; 0 for a worker that
 * never was); `back`: since a moment ago it no longer is.
 */
export type LiveState =
  | { state: 'well' }
  | { state: 'away'; part: Part; since: number }
  | { state: 'back'; part: Part }
  | { state: 'ended' }

export type Away = Extract<LiveState, { state: 'away' }>

/** A short gap is not worth a word. Of the worker it is told only when it has been silent for long. */
const graceMs: Record<Part, number> = { connection: 4_000, database: 4_000, worker: 0, room: 0 }

/** How long it is said that all is well again. */
const backForMs = 6_000

/**
 * Makes of what the stream tells what a person is told, who hears only of what lasts. Of several parts it is the one that
 * hides the others.
 */
export function followLive(show: (state: LiveState) => void) {
  let shown: LiveState = { state: 'well' }
  /** What is away as far as is known, shown or not yet. */
  let away: Away | undefined
  let timer: ReturnType<typeof setTimeout> | undefined

  const become = (state: LiveState) => {
    clearTimeout(timer)
    timer = undefined
    shown = state
    show(state)
  }
  const miss = (part: Part, since: number) => {
    // The page is as old as the first loss, whatever is found to be behind it.
    const oldest = away && away.part !== 'worker' && part !== 'worker' ? Math.min(away.since, since) : since
    if (away?.part === part && away.since === oldest) return
    const isNew = away === undefined
    away = { state: 'away', part, since: oldest }
    if (shown.state === 'away') become(away)
    else if (isNew || part === 'worker') {
      clearTimeout(timer)
      timer = setTimeout(() => away && become(away), graceMs[part])
    }
  }
  const find = () => {
    if (away === undefined) return
    away = undefined
    clearTimeout(timer)
    if (shown.state !== 'away') return
    become({ state: 'back', part: shown.part })
    timer = setTimeout(() => become({ state: 'well' }), backForMs)
  }
  return {
    /** The line to the console is lost, or it refuses without saying why. */
    lose: (since: number) => miss('connection', since),
    /** The console answers, but its database does not. */
    missDatabase: (since: number) => miss('database', since),
    /** The console answers, but has no room for another page of this person. */
    missRoom: (since: number) => miss('room', since),
    /** The console says how its parts stand. */
    stand({ databaseAwaySince, workerSilentSince }: LiveStanding) {
      if (databaseAwaySince !== null) miss('database', databaseAwaySince)
      else if (workerSilentSince !== null) miss('worker', workerSilentSince)
      else find()
    },
    end: () => become({ state: 'ended' }),
    close: () => clearTimeout(timer),
  }
}
