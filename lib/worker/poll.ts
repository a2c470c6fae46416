import { setTimeout as pause } from 'node:timers/promises'
import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { poller } from '../db/mirror-schema.ts'
import { toError } from '../errors.ts'
import { type MirrorKind, mirrorKinds } from '../inventory/freshness.ts'
import { log } from '../log.ts'
import { inMs } from '../requests/store.ts'
import type { WorkerDeps } from './deps.ts'
import { createLanes, readsInLanes } from './lanes.ts'
import { looks, lookNoted } from './sync.ts'
import type { Looked } from './sync-look.ts'

/** How often to look, in milliseconds. */
export type PollTimes = {
  /** At what moves: from the beginning of a look to that of the next, at the latest. */
  busyMs: number
  /** At what rests. */
  restMs: number
  /** How long an account stays with a worker that says nothing more. */
  leaseMs: number
}

/** The times that follow from how often one looks at what moves. */
export const timesFor = (busyMs: number): PollTimes => ({
  busyMs,
  restMs: busyMs * 4,
  leaseMs: Math.min(20_000, Math.max(2_000, busyMs * 2)),
})

type Followed = { stopping: AbortController; ended: Promise<void> }

/**
 * Mirrors every active account until the signal. Each account is with one worker at a time, so that the cloud is asked as
 * often by ten workers as by one; when that worker dies, another takes over as soon as its lease is out.
 */
export async function pollAccounts(deps: WorkerDeps, times: PollTimes, signal: AbortSignal): Promise<void> {
  const followed = new Map<string, Followed>()
  let leasedAt = performance.now()
  while (!signal.aborted) {
    try {
      const mine = await lease(deps, times.leaseMs)
      leasedAt = performance.now()
      for (const [id, { stopping }] of followed) if (!mine.has(id)) stopping.abort()
      for (const id of mine) if (!followed.has(id)) followed.set(id, follow(id))
    } catch (thrown) {
      log.error({ workerId: deps.workerId, error: toError(thrown) }, 'the leases of accounts could not be renewed')
      if (performance.now() - leasedAt > times.leaseMs) for (const { stopping } of followed.values()) stopping.abort()
    }
    await pause(times.leaseMs / 4, undefined, { signal }).catch(() => undefined)
  }
  for (const { stopping } of followed.values()) stopping.abort()
  await Promise.all([...followed.values()].map(({ ended }) => ended))
  await deps.db
    .delete(poller)
    .where(eq(poller.workerId, deps.workerId))
    .catch((thrown: unknown) => {
      // They run out by themselves.
      log.warn({ workerId: deps.workerId, error: toError(thrown) }, 'the leases of accounts could not be given back')
    })

  function follow(id: string): Followed {
    const stopping = new AbortController()
    const ended = followAccount(deps, times, id, stopping).finally(() => followed.delete(id))
    return { stopping, ended }
  }
}

/** Takes or keeps the accounts that no other worker has, and returns them. Paused and refused ones are left alone. */
async function lease({ db, workerId }: WorkerDeps, leaseMs: number): Promise<Set<string>> {
  const { rows } = await db.execute(sql`
    insert into poller (account_id, worker_id, lease_until)
    select id, ${workerId}, ${inMs(leaseMs)} from cloud_account where state = 'active' order by id
    on conflict (account_id) do update set worker_id = excluded.worker_id, lease_until = excluded.lease_until
    where poller.worker_id = excluded.worker_id or poller.lease_until < clock_timestamp()
    returning account_id`)
  return new Set(
    z
      .array(z.object({ account_id: z.string() }))
      .parse(rows)
      .map((row) => row.account_id),
  )
}

/** Looks at all there is of an account, each kind by itself, so that none waits for a slow one. */
async function followAccount(
  deps: WorkerDeps,
  times: PollTimes,
  accountId: string,
  stopping: AbortController,
): Promise<void> {
  const lanes = createLanes()
  const inLanes = {
    ...deps,
    reads: async (id: string) => readsInLanes(await deps.reads(id), lanes, stopping),
  }
  await Promise.all(mirrorKinds.map((kind) => followKind(inLanes, times, { accountId, kind, signal: stopping.signal })))
}

async function followKind(
  deps: WorkerDeps,
  { busyMs, restMs }: PollTimes,
  { accountId, kind, signal }: { accountId: string; kind: MirrorKind; signal: AbortSignal },
): Promise<void> {
  let lookedAt: number | undefined
  let [pace, tookMs]: [Looked['pace'], number] = ['soon', 0]
  while (!signal.aborted) {
    let waitMs = jittered(busyMs)
    try {
      // A worker that has just begun goes on where the one before it stopped.
      lookedAt ??= performance.now() - (await sinceLookMs(deps, accountId, kind))
      const agoMs = performance.now() - lookedAt
      const isRested = pace !== 'rest' || agoMs >= jittered(restMs)
      // A look may not take up more than a third of the time, however much there is to see.
      const isFree = pace === 'on' || agoMs >= Math.max(0.8 * busyMs - tookMs, 2 * tookMs)
      if (isFree && (isRested || (await looks[kind].moves?.(deps, accountId)) === true)) {
        const beganAt = performance.now()
        pace = (await lookNoted(deps, kind, { accountId, signal })).pace
        lookedAt = performance.now()
        tookMs = lookedAt - beganAt
        waitMs = Math.max(waitMs - tookMs, 2 * tookMs + 1)
      }
    } catch (thrown) {
      if (!signal.aborted)
        log.error({ accountId, workerId: deps.workerId, error: toError(thrown) }, 'a look at an account failed')
      pace = 'rest'
    }
    if (pace !== 'on') await pause(waitMs, undefined, { signal }).catch(() => undefined)
  }
}

/** How long ago the last look was that succeeded; infinite where there was none. */
async function sinceLookMs({ db }: WorkerDeps, accountId: string, kind: MirrorKind): Promise<number> {
  const { rows } = await db.execute(sql`
    select extract(epoch from clock_timestamp() - as_of) * 1000 as ms from sync_state
    where account_id = ${accountId} and kind = ${kind} and as_of is not null`)
  return rows[0] === undefined ? Infinity : z.coerce.number().parse(rows[0]['ms'])
}

/** Up to a seventh less, so that pollers that began together drift apart; never more than was promised. */
const jittered = (ms: number): number => ms * (0.85 + Math.random() * 0.15)
