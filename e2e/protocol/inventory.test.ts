import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { exportJWK, generateKeyPair } from 'jose'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connectAccount } from '#lib/auth/accounts.ts'
import { desktop, ecsServer, syncState } from '#lib/db/mirror-schema.ts'
import { notEnabled } from '#lib/inventory/freshness.ts'
import { syncNow } from '#lib/worker/sync.ts'
import { type World, createWorld } from './world.ts'

let world: World
let listener: Client
const heard: { topic: string; id: string }[] = []

beforeAll(async () => {
  world = await createWorld()
  listener = new Client({ connectionString: world.url })
  await listener.connect()
  listener.on('notification', ({ payload }) => heard.push(JSON.parse(payload ?? '{}')))
  await listener.query('listen countersign')
})
afterAll(async () => {
  await listener.end()
  await world.close()
})

/** What was announced of `topic` while `work` ran; the listener's own round trip comes behind all of it. */
async function announcedBy(topic: string, work: () => Promise<unknown>): Promise<string[]> {
  heard.length = 0
  await work()
  await listener.query('select 1')
  return heard.filter((event) => event.topic === topic).map(({ id }) => id)
}

const counts = async (accountId: string) => {
  const [desktops, servers] = await Promise.all([
    world.db.$count(desktop, and(eq(desktop.accountId, accountId), isNull(desktop.goneAt))),
    world.db.$count(ecsServer, and(eq(ecsServer.accountId, accountId), isNull(ecsServer.goneAt))),
  ])
  return { desktops, servers }
}

/** A look at the cloud that must succeed. */
async function sync() {
  await syncNow(world.deps, world.accountId, ['desktops', 'ecs_servers'])
  const states = await world.db
    .select({ kind: syncState.kind, failure: syncState.failure })
    .from(syncState)
    .where(eq(syncState.accountId, world.accountId))
  expect(states.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
    { kind: 'desktops', failure: null },
    { kind: 'ecs_servers', failure: null },
  ])
}

test('a look at the cloud mirrors desktops and servers, and tells watchers of each', async () => {
  const ids = await announcedBy('desktop', sync)
  const { desktops, servers } = await counts(world.accountId)
  expect(desktops).toBeGreaterThan(0)
  expect(servers).toBeGreaterThan(0)
  expect(ids).toHaveLength(desktops > 20 ? 1 : desktops)
  const rows = await world.db.select().from(desktop)
  const modes = new Set(rows.map(({ billingMode }) => billingMode))
  expect([modes.has('prepaid'), modes.has('pay_per_use')]).toEqual([true, true])
  expect(rows.every(({ diskGib, search, name }) => diskGib > 0 && search.includes(name.toLowerCase()))).toBe(true)
})

test('a second look at the same cloud touches and announces no row', async () => {
  const stamps = () => world.db.select({ at: sql<string>`max(xmin::text::bigint)` }).from(desktop)
  const before = await stamps()
  expect(await announcedBy('desktop', sync)).toEqual([])
  expect(await announcedBy('ecs_server', sync)).toEqual([])
  expect(await stamps()).toEqual(before)
})

test('five thousand desktops more arrive in pages, with one announcement to a page', async () => {
  await world.cloud.control('scale', { desktops: 5000, servers: 1200 })
  const before = await counts(world.accountId)
  const startedAt = performance.now()
  const ids = await announcedBy('desktop', sync)
  const tookMs = performance.now() - startedAt
  const after = await counts(world.accountId)
  expect([after.desktops - before.desktops, after.servers - before.servers]).toEqual([5000, 1200])
  expect(new Set(ids)).toContain('*')
  const pages = Math.ceil(after.desktops / 200)
  expect(ids.length).toBeLessThanOrEqual(pages + 20)
  expect(tookMs).toBeLessThan(15_000)
})

test('what the cloud no longer lists is marked as gone, and comes back with the list', async () => {
  const stale = { accountId: world.accountId, name: 'left', status: 'ACTIVE', search: 'left', raw: {} }
  await world.db.insert(desktop).values({ ...stale, desktopId: 'left', billingMode: 'prepaid' })
  await world.db.insert(ecsServer).values({ ...stale, serverId: 'left', billingMode: 'prepaid' })
  const [wrongly] = await world.db
    .select({ id: desktop.desktopId })
    .from(desktop)
    .where(isNotNull(desktop.orderId))
    .limit(1)
  await world.db
    .update(desktop)
    .set({ goneAt: new Date() })
    .where(eq(desktop.desktopId, wrongly?.id ?? ''))
  expect(new Set(await announcedBy('desktop', sync))).toEqual(new Set(['left', wrongly?.id]))
  const gone = await world.db.select({ id: desktop.desktopId }).from(desktop).where(isNotNull(desktop.goneAt))
  expect(gone).toEqual([{ id: 'left' }])
  expect(await world.db.$count(ecsServer, isNotNull(ecsServer.goneAt))).toBe(1)
})

test('an account without Workspace is noted as such, not as a failure', async () => {
  const key = (await world.cloud.credentials()).find((row) => row.kind === 'no-agency')
  if (!key) throw new Error('The pretend cloud has no account without Workspace')
  const pair = await generateKeyPair('ECDH-ES+A256KW', { extractable: true })
  const secrets = { accessKey: key.ak, secretKey: key.sk }
  const accountId = await connectAccount(
    world.db,
    {
      name: 'Without Workspace',
      site: 'china',
      region: key.region,
      projectId: key.project_id,
      domainId: key.domain_id,
      endpointOverride: world.cloud.url,
      read: secrets,
      spend: secrets,
    },
    { dataKey: process.env['COUNTERSIGN_DATA_KEY'] ?? '', workerPublicJwk: await exportJWK(pair.publicKey) },
  )
  await syncNow(world.deps, accountId, ['desktops', 'ecs_servers'])
  const [state] = await world.db
    .select()
    .from(syncState)
    .where(and(eq(syncState.accountId, accountId), eq(syncState.kind, 'desktops')))
  expect([state?.failure, state?.failedAt, state?.asOf === null]).toEqual([notEnabled, null, false])
})
