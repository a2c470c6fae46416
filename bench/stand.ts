import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { connectAccount } from '#lib/auth/accounts.ts'
import type { Context } from '#lib/context.ts'
import { type Database, openDatabase } from '#lib/db/client.ts'
import { ensureDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { request } from '#lib/db/schema.ts'
import { contextFor, createPerson } from '#lib/db/testing/people.ts'
import { createLookups } from '#lib/inventory/lookups.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { loadRequest } from '#lib/requests/load.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import { Crew } from '../e2e/chaos/crew.ts'
import { type PretendCloud, startPretendCloud } from '../e2e/cloud.ts'
import { consoleSettings, type Horizons } from '../e2e/console-settings.ts'
import { distinctInput } from '../e2e/protocol/input.ts'

/** A console to be measured: its database as it would run for real, the pretend cloud, and workers when they are hired. */
export type Stand = {
  db: Database
  cloud: PretendCloud
  accountId: string
  crew: Crew
  /** Asks for purchase number `index` and has it approved. No two of them cost the same. Returns the request's id. */
  approvePurchase(index: number): Promise<string>
  close(): Promise<void>
}

/** Times as short as they may be when nothing goes wrong; an unknown answer takes ten seconds to be called absent. */
const horizons: Horizons = { absentAfterMs: 10_000, sendMs: 5_000, pollMs: 1_000 }

/**
 * Opens a stand; the pretend cloud throttles nobody yet. `timeScale`: its seconds in one of ours; `workerEnv`: what the
 * workers' environment holds besides their settings.
 */
export async function openStand({
  timeScale = 3600,
  workerEnv = {},
}: { timeScale?: number; workerEnv?: Record<string, string> } = {}): Promise<Stand> {
  const dataDir = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  const [postgres, cloud] = await Promise.all([
    startEmbedded({ dataDir, endsWithParent: true }),
    startPretendCloud({ timeScale }),
  ])
  await cloud.control('options', { serverQuota: 1_000_000, throttlePerSecond: 0, unpaidOrderHours: 24 * 30 })
  await cloud.control('deposits', { yuan: 1_000_000_000 })
  await ensureDatabase(postgres.url('postgres'), 'bench')
  const url = postgres.url('bench')
  await migrate(url)
  const db = openDatabase(url, { app: 'countersign-bench' })
  const { settings, account, keys } = await consoleSettings({ url, cloud }, horizons)
  Object.assign(process.env, settings)
  const accountId = await connectAccount(db, { ...account, name: 'Bench' }, keys)
  const at = { account: { id: accountId } }
  const admin = await createPerson(db, { ...at, roles: ['admin'], name: 'Ada Admin' })
  const reviewer = await createPerson(db, { ...at, roles: ['reviewer'], name: 'Rui Reviewer' })
  const contexts = { admin: await contextFor(db, admin), reviewer: await contextFor(db, reviewer) }
  const crew = new Crew({ ...settings, ...workerEnv })
  return {
    db,
    cloud,
    accountId,
    crew,
    approvePurchase: (index) => approvePurchase({ db, accountId, ...contexts }, index),
    async close() {
      await crew.dismiss()
      await cloud.stop()
      await db.$client.end()
      await postgres.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function approvePurchase(
  { db, accountId, admin, reviewer }: { db: Database; accountId: string; admin: Context; reviewer: Context },
  index: number,
): Promise<string> {
  const lookups = createLookups(await readsFor(db, accountId), { cacheKey: accountId })
  const asked = {
    operation: 'buy-phone-servers',
    submitKey: crypto.randomUUID(),
    reason: 'a measurement',
    input: await distinctInput(lookups, accountId, index),
  }
  const { id } = await submitRequest(admin, asked)
  const { version, approvalHash } = await loadRequest(db, id)
  await approveRequest(reviewer, { id, version, hash: approvalHash, comment: '' })
  return id
}

/** How many requests are in which state, and why. */
export async function statesOf(db: Database): Promise<string> {
  const rows = await db
    .select({
      state: request.state,
      why: sql<string | null>`state_reason ->> 'words'`,
      count: sql<number>`count(*)::int`,
    })
    .from(request)
    .groupBy(sql`1, 2`)
    .orderBy(request.state)
  return rows.map(({ state, why, count }) => `${state}${why === null ? '' : ` (${why})`} ${count}`).join(', ')
}
