import { randomBytes } from 'node:crypto'
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Pool } from 'pg'
import { findAccount } from '#lib/auth/accounts.ts'
import { createTransport } from '#lib/cloud/transport.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { membership, purchaseSwitch, request } from '#lib/db/schema.ts'
import { type TestPerson, contextFor, createAccount, createPerson } from '#lib/db/testing/people.ts'
import { AppError } from '#lib/errors.ts'
import { isEnd, parseState, requestStates } from '#lib/requests/machine.ts'
import type { Horizons, WorkerDeps } from '#lib/worker/deps.ts'
import type { Spool } from '#lib/worker/spool.ts'
import { memorySpool } from '../memory-spool.ts'
import { type Life, databaseOf } from './life.ts'
import { SimulatedCloud } from './simulated-cloud.ts'
import { VirtualTime, openInside } from './virtual-time.ts'
import { type Fate, Wires } from './wire.ts'

const dataKey = randomBytes(32).toString('base64')

/** The protocol's times as in production (lib/env.ts): nobody waits for them here. */
export const usualHorizons: Horizons = { absentAfterMs: 30 * 60_000, sendMs: 60_000, pollMs: 10_000 }

/** A database with a virtual clock, in which one schedule after another is played, each on an account of its own. */
export class Lane {
  readonly time: VirtualTime
  /** Sees everything; for the judge. */
  readonly db: Database
  /** Acts in the web's role, for people. */
  readonly web: Database
  readonly workers: Pool
  readonly admin: TestPerson
  readonly reviewer: TestPerson
  readonly owner: TestPerson
  played = 0
  readonly #bare: Database

  private constructor(values: {
    time: VirtualTime
    bare: Database
    db: Database
    web: Database
    workers: Database
    people: [TestPerson, TestPerson, TestPerson]
  }) {
    this.time = values.time
    this.db = values.db
    this.web = values.web
    this.workers = values.workers.$client
    ;[this.admin, this.reviewer, this.owner] = values.people
    this.#bare = values.bare
  }

  /** Takes over the migrated, empty database at `url`. */
  static async open(url: string): Promise<Lane> {
    const bare = openDatabase(url, { app: 'countersign-simulation', max: 1 })
    const time = await VirtualTime.install(bare, new Date('2026-02-01T08:00:00Z'))
    const [db, web, workers] = [openInside(url), openInside(url, 'web'), openInside(url, 'worker')]
    const people: [TestPerson, TestPerson, TestPerson] = [
      await createPerson(db, { name: 'Ada Admin' }),
      await createPerson(db, { name: 'Rui Reviewer' }),
      await createPerson(db, { name: 'Olu Owner' }),
    ]
    // Whoever decides is signed in: the database looks. These are for as long as the lane is, whatever time passes in it.
    for (const { id } of people)
      await db.execute(
        sql`insert into session (id_hash, person_id, expires_at, confirmed_at) values (${id}, ${id}, 'infinity', 'infinity')`,
      )
    return new Lane({ time, bare, db, web, workers, people })
  }

  async close(): Promise<void> {
    await Promise.all([this.#bare, this.db, this.web].map(({ $client }) => $client.end()))
    await this.workers.end()
  }
}

/** What one schedule plays in: an account, its cloud, and people on it. */
export type World = {
  lane: Lane
  accountId: string
  cloud: SimulatedCloud
  wires: Wires
  horizons: Horizons
  /** Milliseconds by which each worker's host is off. */
  skewMs: [number, number]
  /** What each worker's host has on its disk. */
  disks: [Map<string, string>, Map<string, string>]
  as(who: 'admin' | 'reviewer' | 'owner'): ReturnType<typeof contextFor>
}

export async function openWorld(lane: Lane, fates: readonly Fate[], horizons: Horizons): Promise<World> {
  lane.played += 1
  const { time, db } = lane
  const { id: accountId } = await createAccount(db, { name: `Simulated ${lane.played}` })
  await db
    .insert(membership)
    .values((['admin', 'reviewer', 'owner'] as const).map((role) => ({ personId: lane[role].id, accountId, role })))
  await db.update(purchaseSwitch).set({ stoppedAt: null, stoppedReason: null, stoppedBy: null })
  const cloud = new SimulatedCloud(time, lane.played.toString(36).toUpperCase())
  return {
    lane,
    accountId,
    cloud,
    wires: new Wires(cloud, time, fates),
    horizons,
    skewMs: [0, 0],
    disks: [new Map(), new Map()],
    as: (who) => contextFor(lane.web, lane[who], time),
  }
}

const spools = new WeakMap<Life, Spool>()

/** The disk stays; which answers are being recorded is known to one life of the worker only. */
function spoolOf({ disks }: World, life: Life, index: 0 | 1): Spool {
  const spool = spools.get(life) ?? memorySpool(disks[index])
  spools.set(life, spool)
  return spool
}

/** What one life of a worker is given: the real steps on the real database, in a world that is not. */
export function depsOf(world: World, life: Life, index: 0 | 1): WorkerDeps {
  const db = databaseOf(life, world.lane.workers)
  const clock = { now: () => new Date(world.lane.time.ms + world.skewMs[index]) }
  const wire = world.wires.of(life)
  const connect = async (accountId: string) => {
    const { projectId, domainId, state, region } = await findAccount(db, accountId)
    const cloud = createTransport(
      {
        projectId,
        domainId,
        credentials: async () => ({ kind: 'access_key', accessKey: 'SIMULATED', secretKey: 'SIMULATED' }),
        resolve: () => 'https://cloud.simulated',
        clock,
        attemptsMax: 1,
        answerTimeoutMs: world.horizons.sendMs,
      },
      wire,
    )
    return { state, reads: { ...cloud, accountId, region } }
  }
  return {
    db,
    clock,
    workerId: life.name,
    horizons: world.horizons,
    dataKey,
    spool: spoolOf(world, life, index),
    async reads(accountId) {
      const { state, reads } = await connect(accountId)
      if (state !== 'active') throw new AppError('unavailable', `errors.account.${state}`)
      return reads
    },
    spends: async (accountId) => (await connect(accountId)).reads,
    passed: (step) => life.stop(step),
  }
}

const open = requestStates.filter((state) => !isEnd(state))

/** The world's requests, in the order in which they want a look, with when that is (epoch ms; undefined: never). */
export async function waiting({ lane, accountId }: World, ids: readonly string[]) {
  const rows = await lane.db
    .select({ id: request.id, state: request.state, wakeAt: request.wakeAt, leaseUntil: request.leaseUntil })
    .from(request)
    .where(and(eq(request.accountId, accountId), inArray(request.id, [...ids]), inArray(request.state, open)))
  return rows
    .map(({ id, state, wakeAt, leaseUntil }) => ({
      id,
      state: parseState(state),
      // A lease that ends in this very millisecond still holds.
      dueAt: wakeAt ? Math.max(wakeAt.getTime(), leaseUntil ? leaseUntil.getTime() + 1 : 0) : undefined,
    }))
    .toSorted(
      (one, other) =>
        (one.dueAt ?? Infinity) - (other.dueAt ?? Infinity) || ids.indexOf(one.id) - ids.indexOf(other.id),
    )
}

/** Eight characters that no other purchase of the run has. */
export const markOf = (seq: number): string => {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567'
  return Array.from({ length: 8 }, (_, place) => letters.charAt(Math.floor(seq / 32 ** place) % 32)).join('')
}
