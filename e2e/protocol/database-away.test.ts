import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { eq } from 'drizzle-orm'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { attempt, audit, payment } from '#lib/db/schema.ts'
import { loadDocument } from '#lib/requests/load.ts'
import type { KillPoint } from '#lib/worker/deps.ts'
import { stopProcess } from '../cloud.ts'
import { type World, createWorld } from './world.ts'

// Real workers, whose database ends their connections and takes no new ones in the moment after the cloud has answered.

let world: World
let admin: Client
beforeAll(async () => {
  world = await createWorld()
  admin = new Client({ connectionString: inject('adminDatabaseUrl'), application_name: 'countersign-test' })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await world.close()
})

let disk: string
let at: Partial<Record<KillPoint, () => Promise<void>>>
beforeEach(async () => {
  disk = await mkdtemp(join(tmpdir(), 'countersign-away-'))
  at = {}
})

const database = () => new URL(world.url).pathname.slice(1)
/** Those of the test stay; all others are ended. */
async function databaseLeaves(): Promise<void> {
  await admin.query(`alter database ${database()} with allow_connections false`)
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name <> 'countersign-test'`,
    [database()],
  )
}
const databaseReturns = () => admin.query(`alter database ${database()} with allow_connections true`)

/** Workers ask here at each step, and go on when they are answered. */
const door = createServer((incoming, outgoing) => {
  const step = new URL(incoming.url ?? '', 'http://door').searchParams.get('step')
  const [, work] = Object.entries(at).find(([name]) => name === step) ?? []
  void Promise.resolve(work?.()).finally(() => outgoing.end())
})
beforeAll(async () => {
  door.listen(0, '127.0.0.1')
  await once(door, 'listening')
})
afterAll(() => {
  door.closeAllConnections()
  door.close()
})

const workers = new Set<ChildProcess>()
afterEach(async () => {
  await databaseReturns()
  await Promise.all([...workers].map(stopProcess))
  workers.clear()
  await rm(disk, { recursive: true })
})

type Worker = { child: ChildProcess; says: (words: string) => Promise<void> }

function startWorker(): Worker {
  const address = door.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port')
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../lib/worker/main.ts')], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      LOG_LEVEL: 'error',
      COUNTERSIGN_SPOOL_DIR: disk,
      COUNTERSIGN_CHAOS_URL: `http://127.0.0.1:${address.port}`,
      // As in production: whoever had to look a lost purchase up would wait for seconds before the first look.
      COUNTERSIGN_ABSENT_AFTER_MS: String(30 * 60_000),
      COUNTERSIGN_SYNC_MS: String(3_600_000),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  workers.add(child)
  const lines = createInterface(child.stdout)
  const heard: string[] = []
  lines.on('line', (line) => heard.push(line))
  return {
    child,
    says: (words) => expect.poll(() => heard.join('\n'), { timeout: 40_000 }).toContain(words),
  }
}

const answersOnDisk = async () =>
  (await readdir(disk, { recursive: true })).filter((name) => name.endsWith('.answer')).length

const isDone = (id: string) =>
  expect.poll(async () => (await world.row(id)).state, { timeout: 40_000, interval: 100 }).toBe('done')

async function boughtOnce(id: string): Promise<void> {
  const { name } = await loadDocument(world.db, id, (await world.row(id)).version)
  expect((await world.cloud.purchases()).filter((row) => row.body?.includes(name))).toHaveLength(1)
  const [row] = await world.db.select().from(payment).where(eq(payment.requestId, id))
  expect((await world.cloud.payments()).filter((paid) => paid.body?.includes(row?.orderId ?? '?'))).toHaveLength(1)
}
const eventsOf = async (id: string) => {
  const rows = await world.db.select({ event: audit.event }).from(audit).where(eq(audit.requestId, id))
  return rows.map(({ event }) => event.replace('request.', ''))
}

describe('a database that goes away between the answer of the cloud and its recording', { timeout: 90_000 }, () => {
  test('finds the answer recorded when it is back, without any look for the purchase', async () => {
    at.answered = databaseLeaves
    const id = await world.approved()
    const { says } = startWorker()
    await says('a step failed')
    expect(await answersOnDisk()).toBe(1)
    at = {}
    await databaseReturns()
    await isDone(id)
    await boughtOnce(id)
    const events = await eventsOf(id)
    expect(events).toContain('accept')
    expect(events).not.toContain('loseAnswer')
    const [sent] = await world.db.select().from(attempt).where(eq(attempt.requestId, id))
    expect(sent).toMatchObject({ state: 'accepted', scans: 0, httpStatus: 200 })
    expect(await answersOnDisk()).toBe(0)
  })

  test('finds it recorded by the next worker of that host when its own was killed meanwhile', async () => {
    const { promise: isKilled, resolve: killed } = Promise.withResolvers<void>()
    let kill = () => false
    at.answered = databaseLeaves
    at.spooled = async () => {
      kill()
      killed()
    }
    const id = await world.approved()
    const { child } = startWorker()
    kill = () => child.kill('SIGKILL')
    await isKilled
    expect(await answersOnDisk()).toBe(1)
    at = {}
    await databaseReturns()
    startWorker()
    await isDone(id)
    await boughtOnce(id)
    expect(await eventsOf(id)).not.toContain('loseAnswer')
    expect(await answersOnDisk()).toBe(0)
  })

  test('hears of a payment when it is back, and nobody pays again', async () => {
    at.pay_answered = databaseLeaves
    const id = await world.approved()
    const { says } = startWorker()
    await says('a step failed')
    expect(await answersOnDisk()).toBe(1)
    at = {}
    await databaseReturns()
    await isDone(id)
    await boughtOnce(id)
    const events = await eventsOf(id)
    expect(events).toContain('acceptPayment')
    expect(events).not.toContain('losePayment')
    expect(await answersOnDisk()).toBe(0)
  })
})
