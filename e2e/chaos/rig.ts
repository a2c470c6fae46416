import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { JWK } from 'jose'
import { connectAccount } from '#lib/auth/accounts.ts'
import type { Context } from '#lib/context.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { ensureDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { contextFor, createPerson } from '#lib/db/testing/people.ts'
import type { Horizons } from '#lib/worker/deps.ts'
import { type PretendCloud, startPretendCloud } from '../cloud.ts'
import { consoleSettings } from '../console-settings.ts'
import { rowsNeeded } from './asked.ts'
import { Crew } from './crew.ts'
import { Door } from './door.ts'
import { Slot } from './slot.ts'
import { workerProgram } from './worker-program.ts'

/** A console of its own: database, workers, account, and a way to the pretend cloud that all share. */
export type Lane = {
  db: Database
  slot: Slot
  accountId: string
  privateJwk: JWK
  crew: Crew
  admin(): Promise<Context>
  reviewer(): Promise<Context>
  owner(): Promise<Context>
}

export type Rig = {
  cloud: PretendCloud
  door: Door
  lanes: Lane[]
  /** Redirects that somebody followed. */
  strayed: string[]
  close(): Promise<void>
}

/** The protocol's times for this rig, in milliseconds: half an hour becomes three seconds. */
export const horizons = { absentAfterMs: 3000, sendMs: 2000, pollMs: 150 }

/** Starts a Postgres, a pretend cloud, and so many lanes with so many workers each. */
export async function openRig({
  lanes: laneCount,
  workers,
  cells = 0,
}: {
  lanes: number
  workers: number
  /** How many things there must be to be changed, of each kind. */
  cells?: number
}): Promise<Rig> {
  const dataDir = await mkdtemp(join(tmpdir(), 'countersign-chaos-'))
  const [postgres, cloud] = await Promise.all([
    startEmbedded({
      dataDir,
      endsWithParent: true,
      settings: { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '600' },
    }),
    startPretendCloud(),
  ])
  await furnish(cloud, cells)
  await ensureDatabase(postgres.url('postgres'), 'chaos')
  await migrate(postgres.url('chaos'))
  const strayed: string[] = []
  const lanes: Lane[] = []
  const door = new Door({
    refuse: async (requestId) => {
      await lanes.find(({ slot }) => slot.running?.requestId === requestId)?.slot.refuseFor(400)
    },
    sleepMs: horizons.sendMs * 2,
  })
  await door.open()
  const admin = openDatabase(postgres.url('postgres'), { app: 'chaos', max: 1 })
  for (let index = 1; index <= laneCount; index += 1) {
    const name = `chaos_${index}`
    await admin.execute(sql`create database ${sql.identifier(name)} template chaos`)
    lanes.push(await openLane({ url: postgres.url(name), cloud, door, workers, strayed }))
  }
  await admin.$client.end()
  return {
    cloud,
    door,
    lanes,
    strayed,
    async close() {
      await Promise.all(lanes.map(({ crew }) => crew.dismiss()))
      await door.close()
      await Promise.all(lanes.map(({ slot }) => slot.close()))
      await cloud.stop()
      await Promise.all(lanes.map(({ db }) => db.$client.end()))
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Makes a pretend cloud wide enough for so many cells. */
export async function furnish(cloud: PretendCloud, cells: number): Promise<void> {
  await cloud.control('options', {
    serverQuota: 100_000,
    throttlePerSecond: 0,
    listLagSeconds: 0.2,
    unpaidOrderHours: 24 * 30,
  })
  await cloud.control('scale', rowsNeeded(cells))
}

type Ground = {
  url: string
  cloud: PretendCloud
  door: { url: string; seen: Door['seen'] }
  workers: number
  strayed: string[]
  times?: Horizons
}

/** Opens a lane on the empty, migrated database at `url`, and hires its workers. */
export async function openLane({ url, cloud, door, workers, strayed, times = horizons }: Ground): Promise<Lane> {
  const db = openDatabase(url, { app: 'chaos', max: 4 })
  const slot = new Slot(cloud.url, {
    seen: (at, running) => door.seen(at, running),
    dropDatabase: () => dropConnections(db),
    strayed: (path) => void strayed.push(path),
  })
  await slot.open()
  const { settings, account, privateJwk, keys } = await settingsFor({ url, cloud, slot, times })
  const accountId = await connectAccount(db, { ...account, name: 'Chaos' }, keys)
  const at = { account: { id: accountId } }
  const admin = await createPerson(db, { ...at, roles: ['admin'], name: 'Ada Admin' })
  const reviewer = await createPerson(db, { ...at, roles: ['reviewer'], name: 'Rui Reviewer' })
  const owner = await createPerson(db, { ...at, roles: ['owner'], name: 'Olga Owner' })
  const crew = new Crew({ ...settings, COUNTERSIGN_CHAOS_URL: door.url }, await workerProgram())
  crew.hire(workers)
  return {
    db,
    slot,
    accountId,
    privateJwk,
    crew,
    admin: () => contextFor(db, admin),
    reviewer: () => contextFor(db, reviewer),
    owner: () => contextFor(db, owner),
  }
}

/** Addresses of all lanes. */
const overrides = new Set<string>()

/** What web and workers are told by their environment, and the account that each lane is. */
async function settingsFor({
  url,
  cloud,
  slot,
  times,
}: Pick<Ground, 'url' | 'cloud'> & { slot: Slot; times: Horizons }) {
  const given = await consoleSettings({ url, cloud, endpoint: slot.url }, times)
  const settings = {
    ...given.settings,
    // Mirroring whole accounts is not what is tested here, and costs more than all else.
    COUNTERSIGN_SYNC_MS: String(24 * 3_600_000),
  }
  // What is asked and approved in this process reads the same settings; lanes differ only in what nobody reads here.
  Object.assign(process.env, settings, { COUNTERSIGN_ENDPOINT_OVERRIDES: [...overrides.add(slot.url)].join(',') })
  return { ...given, settings }
}

/** Ends every connection of a lane's workers, as a restart of Postgres would. */
async function dropConnections(db: Database): Promise<void> {
  await db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name <> 'chaos'`,
  )
}
