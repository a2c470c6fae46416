import { and, eq, sql } from 'drizzle-orm'
import { setTimeout as pause } from 'node:timers/promises'
import { cloudAccount, request } from '#lib/db/schema.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { loadDocument, loadRequest } from '#lib/requests/load.ts'
import { isEnd, parseState, type RequestState } from '#lib/requests/machine.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { inputs } from './asked.ts'
import { type Verdict, judge } from './oracle.ts'
import { resting } from './oracle-rules.ts'
import { type Cell, askedOf, expectedOf, nameOf } from './plan.ts'
import type { Lane, Rig } from './rig.ts'

export type CellResult = { cell: Cell; state: RequestState | 'not asked'; seconds: number; why?: string }
export type Report = Verdict & {
  cells: CellResult[]
  /** Cells that ended otherwise than foreseen, without breaking a rule. */
  surprises: string[]
  deaths: number
  sleeps: number
  restarts: number
  seconds: number
}

const patienceMs = 60_000

/** Runs the cells, as many at once as there are lanes, and judges all of it at the end. */
export async function runCells(rig: Rig, cells: readonly Cell[], tell: (done: number) => void): Promise<Report> {
  const startedAt = performance.now()
  const results: CellResult[] = []
  const queue = cells.map((cell, index) => ({ cell, index }))
  await Promise.all(
    rig.lanes.map(async (lane) => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        results.push(await runCell(rig, lane, next.cell, next.index))
        tell(results.length)
      }
    }),
  )
  const verdict = await judge(
    rig.lanes.map(({ db }) => db),
    await rig.cloud.ledger(),
  )
  const silent = results
    .filter(({ state }) => state === 'not asked')
    .map(({ cell, why }) => `${nameOf(cell)} could not be asked for: ${why}`)
  return {
    ...verdict,
    violations: [...verdict.violations, ...silent, ...rig.strayed.map((path) => `a redirect was followed: ${path}`)],
    cells: results,
    surprises: results
      .filter(({ cell, state }) => state !== 'not asked' && isUnforeseen(cell, state))
      .map(({ cell, state }) => `${nameOf(cell)} ended ${state}, not ${expectedOf(cell)?.join(' or ')}`),
    deaths: rig.door.deaths,
    sleeps: rig.door.sleeps,
    restarts: rig.lanes.reduce((sum, { crew }) => sum + crew.restarts, 0),
    seconds: (performance.now() - startedAt) / 1000,
  }
}

/** Neither of the ends that the plan allows. */
export const isUnforeseen = (cell: Cell, state: string): boolean =>
  expectedOf(cell)?.every((end) => end !== state) ?? false

async function runCell(rig: Rig, lane: Lane, cell: Cell, index: number): Promise<CellResult> {
  const startedAt = performance.now()
  const result = (state: CellResult['state'], why?: string): CellResult => ({
    cell,
    state,
    seconds: (performance.now() - startedAt) / 1000,
    ...(why !== undefined && { why }),
  })
  try {
    const id = await approved(rig, lane, cell, index)
    const state = await untilResting(lane, cell, id)
    rig.door.forget(id)
    // A payment that is held rests with its account still refused: the next cell wants the account back.
    await resume(lane.db, lane.accountId, id)
    return result(state)
  } catch (thrown) {
    return result('not asked', thrown instanceof Error ? thrown.message : String(thrown))
  } finally {
    lane.slot.running = undefined
  }
}

/** Asks and approves; from the approval on, door and slot know what is to go wrong. */
async function approved(rig: Rig, lane: Lane, cell: Cell, index: number): Promise<string> {
  const input = await inputs[cell.operation](rig, lane, index)
  const asked = { operation: askedOf(cell.operation), submitKey: crypto.randomUUID(), input, reason: nameOf(cell) }
  const { id } = await submitRequest(await lane.admin(), asked)
  const { version, approvalHash } = await loadRequest(lane.db, id)
  const { call } = await loadDocument(lane.db, id, version)
  const running = { requestId: id, cell, path: call.path, body: call.body, struck: false, blindUntil: 0, stuckReads: 0 }
  lane.slot.running = running
  rig.door.watch(running)
  await approveRequest(await lane.reviewer(), { id, version, hash: approvalHash, comment: '' })
  return id
}

async function untilResting({ db, accountId }: Lane, { fault }: Cell, id: string): Promise<RequestState> {
  const until = Date.now() + patienceMs
  for (;;) {
    const { state: stored } = await loadRequest(db, id)
    const state = parseState(stored)
    if (isEnd(state) || resting.has(state) || Date.now() > until) return state
    if (fault === 'wrong-signature') await resume(db, accountId, id)
    await pause(100)
  }
}

/** A refused key stops its account; an owner who has looked at it lets it run again. */
async function resume(db: Lane['db'], accountId: string, id: string): Promise<void> {
  const woken = await db
    .update(cloudAccount)
    .set({ state: 'active', stateReason: null })
    .where(and(eq(cloudAccount.id, accountId), eq(cloudAccount.state, 'refused')))
    .returning({ id: cloudAccount.id })
  if (woken.length > 0)
    await db
      .update(request)
      .set({ wakeAt: sql`clock_timestamp()` })
      .where(eq(request.id, id))
}
