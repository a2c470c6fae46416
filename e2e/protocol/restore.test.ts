import { execFileSync } from 'node:child_process'
import { chownSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { type EmbeddedPostgres, ensureDatabase, startEmbedded } from '#lib/db/embedded.ts'
import { migrate } from '#lib/db/migrate.ts'
import { cloudOrder } from '#lib/db/mirror-schema.ts'
import { type PostgresHome, preparePostgresHome } from '#lib/db/postgres-home.ts'
import { audit, databaseIdentity, orderLink, purchaseSwitch } from '#lib/db/schema.ts'
import { createPerson } from '#lib/db/testing/people.ts'
import { withParams } from '#lib/errors.ts'
import { createLookups } from '#lib/inventory/lookups.ts'
import { readsFor } from '#lib/inventory/reads.ts'
import { approveRequest } from '#lib/requests/approve.ts'
import { resumePurchases } from '#lib/requests/purchases.ts'
import { resubmitRequest } from '#lib/requests/resubmit.ts'
import type { WorkerDeps } from '#lib/worker/deps.ts'
import { look } from '#lib/worker/look.ts'
import { noteIdentity } from '#lib/worker/may-buy.ts'
import { syncNow } from '#lib/worker/sync.ts'
import { openTideMark } from '#lib/worker/tide-mark.ts'
import { distinctInput } from './input.ts'
import { type World, createWorld } from './world.ts'

// Yesterday's backup, a copy of the server's files, is put back under the very same server.

let folder: string
let home: PostgresHome
let server: EmbeddedPostgres
let world: World

const start = (settings: Record<string, string> = {}) =>
  startEmbedded({ dataDir: join(folder, 'database'), settings: { fsync: 'off', ...settings } })
const copy = (from: string, to: string) => execFileSync('cp', ['-a', `${from}/.`, to])
const yesterday = () => join(folder, 'yesterday')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'countersign-restore-'))
  execFileSync('chmod', ['711', folder])
  const dataDir = join(folder, 'database')
  server = await startEmbedded({ dataDir, endsWithParent: true, settings: { fsync: 'off' } })
  home = await preparePostgresHome(dataDir, () => undefined)
  await ensureDatabase(server.url('postgres'), 'console')
  const url = server.url('console')
  await migrate(url)
  const db = openDatabase(url, { app: 'countersign-test' })
  world = await createWorld(async () => ({ db, url, drop: () => db.$client.end() }))
  await world.cloud.control('options', { listLagSeconds: 0 })
})
afterAll(async () => {
  await world.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The server ends, `change` is made to its files, and it begins anew. */
async function whileDown(change: () => void, settings: Record<string, string> = {}): Promise<void> {
  await server.stop()
  change()
  server = await start(settings)
}

const restore = () => {
  execFileSync('find', [home.directory, '-mindepth', '1', '-delete'])
  copy(yesterday(), home.directory)
}

/** A worker that begins now and remembers nothing by itself. */
const newWorker = (values: Partial<WorkerDeps> = {}): WorkerDeps => ({
  ...world.deps,
  workerId: crypto.randomUUID(),
  db: openDatabase(world.url, { app: 'countersign-test', max: 4 }),
  ...values,
})

async function approved(index: number): Promise<string> {
  const lookups = createLookups(await readsFor(world.db, world.accountId), { cacheKey: world.accountId })
  return await world.approvedOf('buy-phone-servers', await distinctInput(lookups, world.accountId, index))
}

const orderOf = async (id: string) => {
  const [link] = await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))
  return link?.orderId ?? ''
}
const freezes = () => world.db.select().from(audit).where(eq(audit.event, 'purchases.freeze'))

test('yesterday put back: sending freezes, the orders made since are found and linked, or wait for a person', async () => {
  const tideMark = openTideMark(join(folder, 'spool'))
  await noteIdentity(newWorker({ tideMark }))
  // In the backup: one whose answer is lost, one that will be bought today, and one that will not.
  const lost = await approved(1)
  const boughtToday = await approved(2)
  const waiting = await approved(3)
  await world.cloud.control('faults', {
    fault: 'status-504',
    when: 'after',
    times: 1,
    match: { method: 'POST', path: 'cloud-phone/servers$' },
  })
  await look(world.deps, lost)
  expect((await world.row(lost)).state).toBe('not_known')
  await whileDown(() => {
    execFileSync('mkdir', [yesterday()])
    copy(home.directory, yesterday())
  })

  // Today: both are bought, and one more that the backup knows nothing of.
  await world.follow(lost, ['done'], 30_000)
  await world.follow(boughtToday, ['done'], 30_000)
  const forgotten = await approved(4)
  await world.follow(forgotten, ['done'], 30_000)
  const orders = { lost: await orderOf(lost), bought: await orderOf(boughtToday), forgotten: await orderOf(forgotten) }
  const lastOfToday = newWorker({ tideMark: openTideMark(join(folder, 'spool')) })
  await noteIdentity(lastOfToday)
  await lastOfToday.db.$client.end()
  expect(await freezes()).toHaveLength(0)

  await whileDown(restore)
  expect((await world.row(boughtToday)).state).toBe('approved')
  const worker = newWorker({ tideMark: openTideMark(join(folder, 'spool')) })
  await look(worker, boughtToday)
  expect(await world.row(boughtToday)).toMatchObject({
    state: 'approved',
    stateReason: { words: 'reasons.purchasesFrozen' },
  })
  expect(await freezes()).toHaveLength(1)

  // What the backup knew to be on its way is found in the cloud and linked, while sending is frozen still.
  await world.follow(lost, ['done'], 30_000, worker)
  expect(await orderOf(lost)).toBe(orders.lost)
  await vi.waitFor(
    async () => {
      await syncNow(worker, world.accountId, ['orders', 'order_details'])
      const [seen] = await world.db.select().from(cloudOrder).where(eq(cloudOrder.orderId, orders.forgotten))
      expect(seen).toMatchObject({ attention: 'orphan', requestId: null })
    },
    { timeout: 20_000, interval: 100 },
  )
  expect(await world.cloud.purchases()).toHaveLength(3)

  // An owner resumes: what the cloud has already waits for a person, with its order named, and what it lacks goes on.
  await world.db.update(purchaseSwitch).set({ thawAt: sql`clock_timestamp()` })
  const owner = await createPerson(world.db, { roles: ['owner'], account: { id: world.accountId } })
  await resumePurchases(await world.as(owner))
  const held = await world.follow(boughtToday, ['held'], 30_000, worker)
  expect(held.stateReason).toMatchObject({
    words: withParams('reasons.perhapsForgotten', { count: 1, orders: orders.bought }),
  })
  // Two orders look as if they were its own: their price may be another one. Somebody looks at them, and asks again.
  const doubted = await world.follow(waiting, ['held'], 30_000, worker)
  const why = JSON.stringify(doubted.stateReason)
  expect(why).toContain('reasons.perhapsForgotten')
  for (const orderId of [orders.bought, orders.forgotten]) expect(why).toContain(orderId)
  await world.db.update(databaseIdentity).set({ replacedAt: sql`clock_timestamp() - interval '6 minutes'` })
  await resubmitRequest(await world.as(world.admin), { id: waiting, comment: 'looked: neither is ours' })
  const { version, approvalHash } = await world.row(waiting)
  await approveRequest(await world.as(world.reviewer), { id: waiting, version, hash: approvalHash, comment: '' })
  await world.follow(waiting, ['done'], 30_000, worker)
  const bodies = (await world.cloud.purchases()).map(({ body }) => body)
  expect([bodies.length, new Set(bodies).size]).toEqual([4, 4])
  await worker.db.$client.end()
}, 120_000)

test('a copy that is restored as the vendor of Postgres says is noticed by a worker that never saw it before', async () => {
  await whileDown(
    () => {
      restore()
      const signal = join(home.directory, 'recovery.signal')
      writeFileSync(signal, '')
      if (home.user) chownSync(signal, home.user.uid, home.user.gid)
    },
    { restore_command: 'false' },
  )
  await vi.waitFor(
    async () => {
      const { rows } = await world.db.execute(sql`select pg_is_in_recovery() as recovers`)
      expect(rows).toEqual([{ recovers: false }])
    },
    { timeout: 30_000, interval: 100 },
  )
  expect(await freezes()).toHaveLength(0)
  const stranger = newWorker()
  await noteIdentity(stranger)
  expect(await freezes()).toHaveLength(1)
  await stranger.db.$client.end()
}, 60_000)
