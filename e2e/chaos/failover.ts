import { and, eq, gte, isNotNull, sql } from 'drizzle-orm'
import { setTimeout as pause } from 'node:timers/promises'
import { inspect } from 'node:util'
import { audit, purchaseSwitch, request } from '#lib/db/schema.ts'
import { AppError } from '#lib/errors.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { loadDocument, loadRequest } from '#lib/requests/load.ts'
import { isEnd, parseState, type RequestState } from '#lib/requests/machine.ts'
import { resumePurchases } from '#lib/requests/purchases.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { syncNow } from '#lib/worker/sync.ts'
import { inputs } from './asked.ts'
import {
  type FailoverCell,
  type FailoverKind,
  type TailFrom,
  kinds,
  nameOfFailover,
  replaces,
} from './failover-plan.ts'
import { type FailoverRig, readLost } from './failover-rig.ts'
import { askedOf } from './plan.ts'
import { type Verdict, judge } from './oracle.ts'
import { resting } from './oracle-rules.ts'
import { workerOf } from './races.ts'
import type { Lane } from './rig.ts'

export type FailoverResult = {
  cell: FailoverCell
  state: RequestState | 'gone' | 'not asked'
  hasArrived: boolean
  why?: string
}
export type FailoverReport = Verdict & {
  results: FailoverResult[]
  /** In words, for each kind: how its requests ended. */
  ends: Record<string, string>
  rounds: number
  replaced: number
  deaths: number
  restarts: number
  seconds: number
}

type Run = {
  cell: FailoverCell
  lane: Lane
  index: number
  id?: string
  isApproved: boolean
  hasArrived: boolean
  why?: string
}

const patienceMs = 60_000

/** Runs the cells kind by kind, as many at once as there are lanes, and judges all of it at the end. */
export async function runFailovers(
  rig: FailoverRig,
  cells: readonly FailoverCell[],
  tell: (done: number) => void,
): Promise<FailoverReport> {
  const startedAt = performance.now()
  const results: FailoverResult[] = []
  let rounds = 0
  for (const kind of kinds) {
    const queue = cells.filter((cell) => cell.kind === kind)
    while (queue.length > 0) {
      const runs = rig.lanes.flatMap((lane, position): Run[] => {
        const cell = queue.shift()
        return cell ? [{ cell, lane, index: results.length + position, isApproved: false, hasArrived: false }] : []
      })
      results.push(...(await playRound(rig, kind, runs)))
      rounds += 1
      tell(results.length)
    }
  }
  const { lost, replacedAt } = rig
  const verdict = await judge(
    rig.lanes.map(({ db }) => db),
    await rig.cloud.ledger(),
    { lost, replacedAt },
  )
  const silent = results
    .filter(({ why }) => why !== undefined)
    .map(({ cell, why }) => `${nameOfFailover(cell)}: ${why}`)
  return {
    ...verdict,
    violations: [...verdict.violations, ...silent, ...rig.strayed.map((path) => `a redirect was followed: ${path}`)],
    results,
    ends: Object.fromEntries(kinds.map((kind) => [kind, endsOf(results, kind)])),
    rounds,
    replaced: replacedAt.length,
    deaths: rig.gate.deaths,
    restarts: rig.lanes.reduce((sum, { crew }) => sum + crew.restarts, 0),
    seconds: (performance.now() - startedAt) / 1000,
  }
}

function endsOf(results: readonly FailoverResult[], kind: FailoverKind): string {
  const ends = Object.groupBy(
    results.filter(({ cell }) => cell.kind === kind),
    ({ state }) => state,
  )
  return Object.entries(ends)
    .map(([state, found]) => `${state} ${found.length}`)
    .join(', ')
}

async function playRound(rig: FailoverRig, kind: FailoverKind, runs: Run[]): Promise<FailoverResult[]> {
  if (replaces.has(kind)) await rig.pair.follow(kind === 'lost-tail' ? 'async' : 'sync')
  for (const { lane } of runs) lane.slot.disownOrders()
  const bringAll = (place: (cell: FailoverCell) => TailFrom) =>
    Promise.all(runs.map((run) => bringTo(rig, run, place(run.cell)).catch((thrown: unknown) => blame(run, thrown))))
  if (kind === 'lost-tail') {
    await bringAll(({ tailFrom = 'nothing' }) => tailFrom)
    await rig.pair.cut()
  }
  await bringAll(({ at }) => at)
  for (const run of runs) run.hasArrived = run.id !== undefined && rig.gate.isStanding(run.id)
  const replacedAt = await strike(rig, kind, runs)
  const results = await Promise.all(
    runs.map(async (run): Promise<FailoverResult> => {
      const { cell, hasArrived } = run
      const state = await settle(rig, run, replacedAt).catch((thrown: unknown) => blame(run, thrown))
      return { cell, state: state ?? 'not asked', hasArrived, ...(run.why !== undefined && { why: run.why }) }
    }),
  )
  if (replacedAt) rig.lost.push(...(await readLost(rig)))
  return results
}

function blame(run: Run, thrown: unknown): undefined {
  run.why ??= inspect(thrown, { breakLength: Infinity })
}

/** Asks, approves and lets the worker go on, as far as it takes to stand at `place`; or until it rests somewhere else. */
async function bringTo(rig: FailoverRig, run: Run, place: TailFrom): Promise<void> {
  if (place === 'nothing') return
  const id = (run.id ??= await ask(rig, run))
  if (place === 'asked') return
  if (run.isApproved) rig.gate.letGo(id, place)
  else {
    rig.gate.watch(id, place)
    await approve(run.lane, id)
    run.isApproved = true
  }
  const waiting = new AbortController()
  await Promise.race([rig.gate.arrival(id), untilResting(run.lane, id, 15_000, waiting.signal)])
  waiting.abort()
}

async function ask(rig: FailoverRig, { cell, lane, index }: Run): Promise<string> {
  const input = await inputs[cell.operation]({ cloud: rig.cloud }, lane, index)
  const asked = {
    operation: askedOf(cell.operation),
    submitKey: crypto.randomUUID(),
    input,
    reason: nameOfFailover(cell),
  }
  const { id } = await submitRequest(await lane.admin(), asked)
  const { version } = await loadRequest(lane.db, id)
  const { call } = await loadDocument(lane.db, id, version)
  const { operation, at: killAt } = cell
  lane.slot.running = {
    requestId: id,
    cell: { operation, killAt, fault: 'none' },
    path: call.path,
    body: call.body,
    struck: false,
    blindUntil: 0,
    stuckReads: 0,
  }
  return id
}

async function approve(lane: Lane, id: string): Promise<void> {
  const { version, approvalHash } = await loadRequest(lane.db, id)
  await approveRequest(await lane.reviewer(), { id, version, hash: approvalHash, comment: '' })
}

/** What happens to the database, and who goes on when; the moment at which another one took over, if so. */
async function strike(
  { pair, gate, replacedAt }: FailoverRig,
  kind: FailoverKind,
  runs: Run[],
): Promise<Date | undefined> {
  const letGo = (...acts: FailoverCell['act'][]) => {
    for (const { id, cell } of runs) if (id !== undefined && acts.includes(cell.act)) gate.letGo(id)
  }
  for (const { id, cell } of runs) if (id !== undefined && cell.act === 'dies') gate.kill(id)
  if (kind === 'refused') await pair.hide()
  else await pair.kill()
  if (kind === 'read-only') await pair.showStandby()
  letGo('dies', 'goes-on-without')
  await pause(kind === 'restart' || kind === 'lost-tail' || kind === 'sync' ? 200 : 1500)
  const at = new Date()
  if (kind === 'refused') await pair.show()
  else if (kind === 'restart') await pair.revive()
  else await pair.promote()
  letGo('goes-on-after')
  if (!replaces.has(kind)) return undefined
  replacedAt.push(at)
  return at
}

/** People do what they would: they approve what waits again, and an owner resumes. Then it goes as far as it goes. */
async function settle(rig: FailoverRig, run: Run, replacedAt: Date | undefined): Promise<FailoverResult['state']> {
  const { lane, id } = run
  if (id !== undefined && (await isWaitingAgain(lane, id))) await approve(lane, id)
  if (replacedAt) await thaw(lane, replacedAt)
  if (id === undefined) return 'gone'
  await lane.db
    .update(request)
    .set({ wakeAt: sql`clock_timestamp()` })
    .where(and(eq(request.id, id), isNotNull(request.wakeAt)))
  const state = await untilResting(lane, id, patienceMs)
  rig.gate.forget(id)
  lane.slot.running = undefined
  // As the worker does every few seconds: orders that no request knows of are seen by people.
  await syncNow(workerOf(lane, 'mirror'), lane.accountId, ['orders', 'phone_servers'])
  return state ?? 'gone'
}

async function isWaitingAgain(lane: Lane, id: string): Promise<boolean> {
  return (await stateOf(lane, id)) === 'awaiting_approval'
}

async function stateOf({ db }: Lane, id: string): Promise<RequestState | undefined> {
  const [row] = await db.select({ state: request.state }).from(request).where(eq(request.id, id))
  return row && parseState(row.state)
}

/** Waits for the freeze of a database that took over at `since`, and for its end; then an owner resumes purchases. */
async function thaw(lane: Lane, since: Date): Promise<void> {
  const { db } = lane
  const isFrozen = and(eq(audit.event, 'purchases.freeze'), gte(audit.at, since))
  for (const until = Date.now() + patienceMs; ; await pause(100)) {
    const [seen] = await db.select({ seq: audit.seq }).from(audit).where(isFrozen).limit(1)
    if (seen) break
    if (Date.now() > until) throw new Error('I18 nobody noticed that the database is another one')
  }
  for (;;) {
    const [stop] = await db.select().from(purchaseSwitch)
    const waitMs = (stop?.thawAt?.getTime() ?? 0) - Date.now()
    if (waitMs > 0) await pause(waitMs + 20)
    try {
      await resumePurchases(await lane.owner())
      return
    } catch (thrown) {
      if (!(thrown instanceof AppError) || thrown.code !== 'conflict') throw thrown
    }
  }
}

/** The state in which a request rests or has ended; undefined when the database does not know it. */
async function untilResting(
  lane: Lane,
  id: string,
  forMs: number,
  signal?: AbortSignal,
): Promise<RequestState | undefined> {
  for (const until = Date.now() + forMs; ; await pause(100)) {
    const state = await stateOf(lane, id)
    const isOver = state === undefined || isEnd(state) || resting.has(state)
    if (isOver || signal?.aborted || Date.now() > until) return state
  }
}
