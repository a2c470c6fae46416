import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { hashSessionId, openSession } from '#lib/auth/sessions.ts'
import { cloudJob, cloudOrder, cloudOrderLine, ecsServer } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, removeRole, testBrowser } from '#lib/db/testing/people.ts'
import { createCast, insertOrderedRequest, type Cast } from '#lib/db/testing/requests.ts'
import { JobFilter } from '#lib/jobs/filter.ts'
import { listJobs } from '#lib/jobs/list.ts'
import { OrderFilter } from '#lib/orders/filter.ts'
import { listOrders } from '#lib/orders/list.ts'
import { changedRows } from './changed-rows.ts'
import type { LiveEvent } from './event.ts'
import { createHub, type LiveMessage } from './hub.ts'
import { livingSessions } from './living-sessions.ts'
import { liveStream } from './stream.ts'

let database: TestDatabase
let cast: Cast
let orders: LiveEvent[]
const failures: unknown[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
  const account = cast.account.id
  const ours = await insertOrderedRequest(database.db, cast)
  await database.db
    .insert(cloudOrder)
    .values([ours.orderId, 'CS-ELSEWHERE'].map((orderId) => ({ ...order, accountId: account, orderId })))
  await database.db
    .insert(cloudOrderLine)
    .values({ accountId: account, orderId: ours.orderId, lineId: 'l1', serviceTypeCode: 'cph', productSpec: 'rx1' })
  orders = [ours.orderId, 'CS-ELSEWHERE'].map((id) => ({ topic: 'order', account, id }))
  const job = { accountId: account, kind: 'resize-server', state: 'running' as const, startedAt: new Date(1_000) }
  await database.db.insert(cloudJob).values([
    { ...job, jobId: 'j1', service: 'ecs', resourceId: 'i-1', orderId: ours.orderId },
    { ...job, jobId: 'j2', service: 'cph', requestId: ours.id },
  ])
})
afterAll(() => database.drop())

const order = { status: 5, orderType: 1, currency: 'CNY', amountMinor: 100, orderedAt: new Date(2_000), raw: { a: 1 } }

const openHub = () =>
  createHub({
    check: livingSessions(database.db),
    epoch: 'test',
    rows: { read: changedRows(database.db), onFailure: (thrown) => failures.push(thrown) },
  })

const sessionOf = async (someone: Cast['admin']) =>
  hashSessionId(await openSession(database.db, someone.id, testBrowser))

test('rows are exactly those that the lists give, those of no other account among them', async () => {
  const ctx = await contextFor(database.db, cast.support)
  const other = await createCast(database.db)
  const { rows: listed } = await listOrders(ctx, OrderFilter.parse({}))
  const { rows: jobs } = await listJobs(ctx, JobFilter.parse({}))
  expect([listed.length, jobs.length]).toEqual([2, 2])
  const changes = [
    ...orders,
    { topic: 'order', account: other.account.id, id: 'CS-ELSEWHERE' } as const,
    ...['j1', 'j2', 'gone'].map((id) => ({ topic: 'job', account: cast.account.id, id }) as const),
  ]
  const read = await changedRows(database.db)(changes)
  expect(read).toEqual([
    { topic: 'order', rows: expect.toSatisfy((rows: unknown[]) => rows.length === 2) },
    { topic: 'job', rows: expect.toSatisfy((rows: unknown[]) => rows.length === 2) },
  ])
  expect(read[0]?.rows).toEqual(expect.arrayContaining(listed))
  expect(read[1]?.rows).toEqual(expect.arrayContaining(jobs))
})

test('what is read together does not name the things of one account in the rows of another', async () => {
  const other = (await createCast(database.db)).account.id
  const server = { name: 'theirs', status: 'ACTIVE', billingMode: 'pay_per_use' as const, search: 'theirs', raw: {} }
  await database.db.insert(ecsServer).values({ ...server, accountId: other, serverId: 'i-1' })
  const job = { service: 'ecs', kind: 'resize-server', state: 'running' as const, startedAt: new Date(1_000) }
  await database.db.insert(cloudJob).values({ ...job, accountId: other, jobId: 'j3', resourceId: 'i-1' })
  const changes = [
    { topic: 'job', account: cast.account.id, id: 'j1' },
    { topic: 'job', account: other, id: 'j3' },
  ] as const
  const [, jobs] = await changedRows(database.db)([...changes])
  const names = jobs?.rows.map((row) => 'jobId' in row && [row.jobId, row.resource?.name])
  expect(names?.toSorted()).toEqual([
    ['j1', null],
    ['j3', 'theirs'],
  ])
})

test('a person whose role was taken away a moment before hears that something changed, but not what', async () => {
  const hub = openHub()
  const open = async (someone: Cast['admin']) => {
    const heard: LiveMessage[] = []
    const accounts = new Set([cast.account.id])
    const who = { sessionIdHash: await sessionOf(someone), personId: someone.id, address: '', accounts }
    hub.subscribe({ ...who, receive: (message) => heard.push(message) })
    return () => heard.map(({ kind }) => kind)
  }
  const [without, witness] = [await open(cast.reviewer), await open(cast.support)]
  await removeRole(database.db, cast.reviewer.id, cast.account.id, 'reviewer')
  const [change] = orders
  if (change) hub.publish(change)
  await vi.waitFor(() => expect(witness()).toEqual(['changed', 'rows']), { timeout: 10_000, interval: 20 })
  expect(without()).toEqual(['changed'])
  expect(failures).toEqual([])
})

test('a page hears of the row after the change, and one that does not read is spared the rows', async () => {
  const hub = openHub()
  const leaving = new AbortController()
  const sessionIdHash = await sessionOf(cast.support)
  const who = { sessionIdHash, personId: cast.support.id, address: '', accounts: new Set([cast.account.id]) }
  const stream = () => liveStream(hub, who, { lastEventId: undefined, signal: leaving.signal })
  const [reading, waiting] = [stream(), stream()]
  const text = new Response(reading).text()
  for (let nth = 0; nth < 12; nth += 1) hub.publish({ topic: 'purchases', id: 'all' })
  const witness: LiveMessage[] = []
  hub.subscribe({ ...who, receive: (message) => witness.push(message) })
  const [change] = orders
  if (change) hub.publish(change)
  await vi.waitFor(() => expect(witness).toHaveLength(2), { timeout: 10_000, interval: 20 })
  leaving.abort()
  const events = (all: string) => [...all.matchAll(/^event: (\w+)$/gm)].map(([, name]) => name).slice(-2)
  expect(events(await text)).toEqual(['changed', 'rows'])
  expect(await text).toMatch(new RegExp(`event: rows\ndata: .*"orderId":"${change?.id}"`))
  expect(events(await new Response(waiting).text())).toEqual(['changed', 'changed'])
})
