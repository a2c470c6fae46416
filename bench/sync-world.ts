import { z } from 'zod'
import { systemClock } from '#lib/clock.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import type { WorkerDeps } from '#lib/worker/deps.ts'
import { dataKey } from '../e2e/console-settings.ts'
import { memorySpool } from '../e2e/memory-spool.ts'
import { openStand, type Stand } from './stand.ts'

const Calls = z.array(
  z.object({ operation: z.string(), calls: z.number(), busiest_second: z.number(), busiest_minute: z.number() }),
)
export type ApiCalls = z.output<typeof Calls>[number]

/** A stand with a worker that only mirrors, as it would in production; the pretend cloud counts what it is asked. */
export type SyncWorld = Pick<Stand, 'cloud' | 'db' | 'accountId' | 'close'> & {
  deps: WorkerDeps
  calls(): Promise<ApiCalls[]>
}

export async function createSyncWorld(): Promise<SyncWorld> {
  const stand = await openStand({ timeScale: 1 })
  const { db, cloud } = stand
  const deps: WorkerDeps = {
    db,
    clock: systemClock,
    workerId: 'bench',
    horizons: { absentAfterMs: 30 * 60_000, sendMs: 60_000, pollMs: 10_000 },
    dataKey,
    spool: memorySpool(),
    reads: (id) => readsFor(db, id, { isPatient: true }),
    spends: () => Promise.reject(new Error('A measure of reads spends nothing')),
    passed: async () => undefined,
  }
  return {
    ...stand,
    deps,
    calls: async () => Calls.parse(await (await fetch(`${cloud.url}/_control/calls`)).json()),
  }
}
