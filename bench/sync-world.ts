import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import { z } from 'zod'
import { connectAccount } from '#lib/auth/accounts.ts'
import { systemClock } from '#lib/clock.ts'
import { openDatabase, type Database } from '#lib/db/client.ts'
import { ensureDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import type { WorkerDeps } from '#lib/worker/deps.ts'
import { type PretendCloud, startPretendCloud } from '../e2e/cloud.ts'

const Calls = z.array(
  z.object({ operation: z.string(), calls: z.number(), busiest_second: z.number(), busiest_minute: z.number() }),
)
export type ApiCalls = z.output<typeof Calls>[number]

/** A worker's account on an empty database, and the pretend cloud that counts what it is asked. */
export type SyncWorld = {
  cloud: PretendCloud
  db: Database
  deps: WorkerDeps
  accountId: string
  calls(): Promise<ApiCalls[]>
  close(): Promise<void>
}

export async function createSyncWorld(): Promise<SyncWorld> {
  const dataDir = await mkdtemp(join(tmpdir(), 'countersign-bench-'))
  const [server, cloud] = await Promise.all([
    startEmbedded({ dataDir, endsWithParent: true, settings: { fsync: 'off' } }),
    startPretendCloud({ timeScale: 1 }),
  ])
  await cloud.control('options', { throttlePerSecond: 0 })
  const url = server.url('bench')
  await ensureDatabase(server.url('postgres'), 'bench')
  await migrate(url)
  const db = openDatabase(url, { app: 'countersign-bench', part: 'worker' })
  const owner = openDatabase(url, { app: 'countersign-bench' })
  const accountId = await connect(owner, cloud, url)
  await owner.$client.end()
  const deps: WorkerDeps = {
    db,
    clock: systemClock,
    workerId: 'bench',
    horizons: { absentAfterMs: 30 * 60_000, sendMs: 60_000, pollMs: 10_000 },
    reads: (id) => readsFor(db, id),
    spends: () => Promise.reject(new Error('A measure of reads spends nothing')),
    passed: async () => undefined,
  }
  return {
    cloud,
    db,
    deps,
    accountId,
    calls: async () => Calls.parse(await (await fetch(`${cloud.url}/_control/calls`)).json()),
    async close() {
      await db.$client.end()
      await cloud.stop()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function connect(db: Database, cloud: PretendCloud, url: string): Promise<string> {
  const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
  const dataKey = randomBytes(32).toString('base64')
  Object.assign(process.env, {
    DATABASE_URL: url,
    NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
    COUNTERSIGN_DATA_KEY: dataKey,
    COUNTERSIGN_ENDPOINT_OVERRIDES: cloud.url,
  })
  const key = (await cloud.credentials()).find(({ kind }) => kind === 'read')
  if (!key) throw new Error('The pretend cloud has no key to read with')
  const secrets = { accessKey: key.ak, secretKey: key.sk }
  return await connectAccount(
    db,
    {
      name: 'Bench',
      site: 'china',
      region: key.region,
      projectId: key.project_id,
      domainId: key.domain_id,
      endpointOverride: cloud.url,
      read: secrets,
      spend: secrets,
    },
    { dataKey, workerPublicJwk: await exportJWK(pair.publicKey) },
  )
}
