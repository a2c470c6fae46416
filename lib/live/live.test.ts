import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { endSession, hashSessionId, openSession } from '#lib/auth/sessions.ts'
import { session } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { removeRole, testBrowser } from '#lib/db/testing/people.ts'
import { createCast, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { createHub, type Hub, type LiveMessage } from './hub.ts'
import { listen, type Listener } from './listener.ts'
import { livingSessions } from './living-sessions.ts'
import { liveStream } from './stream.ts'

let database: TestDatabase
let cast: Cast
let hub: Hub
let listener: Listener
const failures: Error[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
  hub = createHub({ check: livingSessions(database.db), epoch: 'test' })
  listener = await listen({
    url: database.url,
    onEvent: hub.publish,
    onLost: (since) => hub.stand({ databaseAwaySince: since.getTime() }),
    onGap: () => {
      hub.stand({ databaseAwaySince: null })
      hub.resync()
    },
    onFailure: (error) => failures.push(error),
  })
})
afterAll(async () => {
  await listener.close()
  await database.drop()
})

const somebody = { personId: 'p', address: '192.0.2.1' }
const opened: (() => void)[] = []
afterEach(() => {
  for (const leave of opened.splice(0)) leave()
})

function openPage(account: string, sessionIdHash: string = randomUUID()) {
  const heard: LiveMessage[] = []
  opened.push(
    hub.subscribe({
      ...somebody,
      sessionIdHash,
      accounts: new Set([account]),
      receive: (message) => heard.push(message),
    }),
  )
  return heard
}

const hears = (heard: LiveMessage[], message: { kind: string } | { event: object }) =>
  vi.waitFor(() => expect(heard).toContainEqual(expect.objectContaining(message)), { timeout: 10_000, interval: 20 })

const signIn = async (someone: Cast['admin']) => hashSessionId(await openSession(database.db, someone.id, testBrowser))

test('a change in the database reaches the pages of its account and no other', async () => {
  const foreign = await createCast(database.db)
  const [mine, theirs] = [openPage(cast.account.id), openPage(foreign.account.id)]
  const asked = await insertRequest(database.db, cast)
  const theirsAsked = await insertRequest(database.db, foreign)
  await hears(mine, { event: { topic: 'request', account: cast.account.id, id: asked.id } })
  await hears(theirs, {
    event: { topic: 'request', account: foreign.account.id, id: theirsAsked.id },
  })
  expect(mine).toHaveLength(1)
  expect(theirs).toHaveLength(1)
})

test('stopped purchases reach every page', async () => {
  const heard = openPage(randomUUID())
  await database.db.execute(sql`update purchase_switch set stopped_at = clock_timestamp(), stopped_reason = 'a test'`)
  await hears(heard, { event: { topic: 'purchases', id: 'all' } })
  expect(heard).toHaveLength(1)
  await database.db.execute(sql`update purchase_switch set stopped_at = null, stopped_reason = null`)
  await vi.waitFor(() => expect(heard).toHaveLength(2), { timeout: 10_000, interval: 20 })
})

test('after its connection was cut it says so, listens again and tells pages that they may have missed something', async () => {
  const heard = openPage(cast.account.id)
  await database.db.execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'countersign-live' and datname = current_database()`,
  )
  await hears(heard, { kind: 'resync' })
  expect(heard).toMatchObject([
    { kind: 'standing', standing: { databaseAwaySince: expect.any(Number) } },
    { kind: 'standing', standing: { databaseAwaySince: null } },
    { kind: 'resync' },
  ])
  const asked = await insertRequest(database.db, cast)
  await hears(heard, { event: { topic: 'request', account: cast.account.id, id: asked.id } })
  expect(failures.length).toBeGreaterThan(0)
})

test('a line that is cut without a word is noticed, and opened anew', async () => {
  const line = await openLine(new URL(database.url))
  const said: string[] = []
  const through = await listen({
    url: line.url,
    onEvent: ({ id }) => said.push(id),
    onLost: () => said.push('lost'),
    onGap: () => said.push('gap'),
    onFailure: () => undefined,
    trying: { everyMs: 20, patienceMs: 300 },
  })
  line.freeze()
  await vi.waitFor(() => expect(said).toEqual(['lost']), { timeout: 10_000, interval: 20 })
  line.thaw()
  await vi.waitFor(() => expect(said).toEqual(['lost', 'gap']), { timeout: 10_000, interval: 20 })
  const asked = await insertRequest(database.db, cast)
  await vi.waitFor(() => expect(said).toContain(asked.id), { timeout: 10_000, interval: 20 })
  await through.close()
  line.close()
})

/** A way to the database whose connections can be made to carry nothing more, without being closed. */
async function openLine(to: URL) {
  const open = new Set<Socket>()
  let isFrozen = false
  const server = createServer((incoming) => {
    const outgoing = connect(Number(to.port), to.hostname)
    for (const [one, other] of [
      [incoming, outgoing],
      [outgoing, incoming],
    ] as const) {
      open.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
      one.on('data', (chunk) => isFrozen || other.write(chunk))
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port')
  const url = new URL(to)
  url.port = String(address.port)
  return {
    url: url.href,
    freeze: () => void (isFrozen = true),
    thaw: () => void (isFrozen = false),
    close: () => {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}

test('signing out closes the pages of that session at once', async () => {
  const hash = await signIn(cast.support)
  const heard = openPage(cast.account.id, hash)
  await endSession(database.db, hash)
  await hears(heard, { kind: 'ended' })
  expect(heard).toHaveLength(1)
})

test('a session that ran out, was left idle, or belongs to a disabled person is found at the next check', async () => {
  const [absolute, idle, living] = [await signIn(cast.support), await signIn(cast.support), await signIn(cast.support)]
  await database.db
    .update(session)
    .set({ expiresAt: sql`clock_timestamp()` })
    .where(sql`id_hash = ${absolute}`)
  await database.db
    .update(session)
    .set({ seenAt: sql`clock_timestamp() - interval '31 minutes'` })
    .where(sql`id_hash = ${idle}`)
  const pages = [absolute, idle, living].map((hash) => openPage(cast.account.id, hash))
  await hub.checkSessions()
  expect(pages.map((heard) => heard.map(({ kind }) => kind))).toEqual([['ended'], ['ended'], []])
  await database.db.execute(sql`update person set disabled_at = clock_timestamp() where id = ${cast.support.id}`)
  await hub.checkSessions()
  expect(pages[2]?.map(({ kind }) => kind)).toEqual(['ended'])
})

test('a role that was taken away ends what the page hears of that account', async () => {
  const heard = openPage(cast.account.id, await signIn(cast.reviewer))
  await removeRole(database.db, cast.reviewer.id, cast.account.id, 'reviewer')
  await hub.checkSessions()
  const witness = openPage(cast.account.id)
  const asked = await insertRequest(database.db, cast)
  await hears(witness, { event: { topic: 'request', account: cast.account.id, id: asked.id } })
  expect(heard).toEqual([])
})

test('a page reads the changes as server-sent events, and the stream ends with its session', async () => {
  const hash = createHash('sha256').update(randomBytes(8)).digest('hex')
  const stream = liveStream(
    hub,
    { ...somebody, sessionIdHash: hash, accounts: new Set(['a']) },
    { lastEventId: undefined, signal: new AbortController().signal },
  )
  hub.publish({ topic: 'order', account: 'a', id: 'CS1' })
  hub.publish({ topic: 'order', account: 'b', id: 'CS2' })
  hub.publish({ topic: 'session', id: hash })
  const text = await new Response(stream).text()
  // It begins with a place to come back to, before anything has happened.
  expect(text).toMatch(/^retry: \d+\n\nid: test-\d+\nevent: standing\ndata: \{"databaseAwaySince":null,/)
  expect(text).toMatch(/id: test-\d+\nevent: changed\ndata: \{"topic":"order","account":"a","id":"CS1"\}\n\n/)
  expect(text).not.toContain('CS2')
  expect(text).toMatch(/event: ended\ndata: \{\}\n\n$/)
})

test('a page that missed a thousand changes is told of all of them and stays', async () => {
  const before = hub.size()
  const lastEventId = hub.position().id
  for (let nth = 0; nth < 1000; nth += 1) hub.publish({ topic: 'order', account: 'a', id: `CS-${nth}` })
  const leaving = new AbortController()
  const stream = liveStream(
    hub,
    { ...somebody, sessionIdHash: 'late', accounts: new Set(['a']) },
    { lastEventId, signal: leaving.signal },
  )
  expect(hub.size()).toBe(before + 1)
  hub.publish({ topic: 'order', account: 'a', id: 'CS-new' })
  leaving.abort()
  const text = await new Response(stream).text()
  expect(text.match(/event: changed/g)).toHaveLength(1001)
  expect(text).toContain('CS-new')
  expect(hub.size()).toBe(before)
})

test('a page that leaves is forgotten', async () => {
  const before = hub.size()
  const leaving = new AbortController()
  const stream = liveStream(
    hub,
    { ...somebody, sessionIdHash: 'leaving', accounts: new Set(['a']) },
    { lastEventId: undefined, signal: leaving.signal },
  )
  expect(hub.size()).toBe(before + 1)
  leaving.abort()
  await new Response(stream).text()
  expect(hub.size()).toBe(before)
})
