import { setTimeout as pause } from 'node:timers/promises'
import { systemClock } from '#lib/clock.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { loadRequest } from '#lib/requests/load.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { spendsFor } from '#lib/worker/connect.ts'
import type { WorkerDeps } from '#lib/worker/deps.ts'
import { look } from '#lib/worker/look.ts'
import { memorySpool } from '../memory-spool.ts'
import { inputs } from './asked.ts'
import { type Verdict, judge } from './oracle.ts'
import { type ChaosOperation, askedOf, randomOf } from './plan.ts'
import { dataKey } from '../console-settings.ts'
import { type Lane, type Rig, horizons } from './rig.ts'

/** How far a raced request is followed: what may happen twice has happened by then. */
const farEnough = new Set(['paid', 'provisioning', 'done'])

/**
 * Lets two workers look at the same approved request at nearly the same moment, `count` times: up to 5 ms apart, in either
 * order. The lanes of `rig` have no workers of their own.
 */
export async function race(
  rig: Rig,
  operation: ChaosOperation,
  { count, seed, tell }: { count: number; seed: number; tell: (done: number) => void },
): Promise<Verdict> {
  const random = randomOf(seed)
  const left = Array.from({ length: count }, (_, index) => ({ index, offsetMs: random() * 10 - 5 }))
  let done = 0
  await Promise.all(
    rig.lanes.map(async (lane) => {
      const workers = [workerOf(lane, 'one'), workerOf(lane, 'other')] as const
      for (let next = left.shift(); next; next = left.shift()) {
        await raceOnce(rig, lane, workers, { operation, ...next })
        done += 1
        tell(done)
      }
    }),
  )
  return await judge(
    rig.lanes.map(({ db }) => db),
    await rig.cloud.ledger(),
    { isOver: (state) => farEnough.has(state) },
  )
}

async function raceOnce(
  rig: Rig,
  lane: Lane,
  [one, other]: readonly [WorkerDeps, WorkerDeps],
  { operation, index, offsetMs }: { operation: ChaosOperation; index: number; offsetMs: number },
): Promise<void> {
  const input = await inputs[operation](rig, lane, index)
  const asked = { operation: askedOf(operation), submitKey: crypto.randomUUID(), input, reason: 'a race' }
  const { id } = await submitRequest(await lane.admin(), asked)
  const { version, approvalHash } = await loadRequest(lane.db, id)
  await approveRequest(await lane.reviewer(), { id, version, hash: approvalHash, comment: '' })
  const late = async (deps: WorkerDeps, ms: number) => {
    if (ms > 0) await pause(ms)
    await look(deps, id)
  }
  await Promise.all([late(one, offsetMs), late(other, -offsetMs)])
  for (let tries = 0; tries < 50 && !farEnough.has((await loadRequest(lane.db, id)).state); tries += 1) {
    await pause(20)
    await Promise.all([look(one, id), look(other, id)])
  }
}

/** A worker of a lane inside this process. */
export const workerOf = ({ db, privateJwk, slot }: Lane, name: string): WorkerDeps => ({
  db,
  clock: systemClock,
  workerId: name,
  horizons,
  dataKey,
  spool: memorySpool(),
  reads: (id) => readsFor(db, id),
  spends: (id) =>
    spendsFor(db, id, {
      privateJwks: [privateJwk],
      clock: systemClock,
      overrides: [slot.url],
      sendMs: horizons.sendMs,
    }),
  passed: async () => undefined,
})
