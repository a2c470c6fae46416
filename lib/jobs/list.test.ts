import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloudJob, cloudOrder, desktop } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, insertOrderedRequest, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { listDeliveries } from './deliveries.ts'
import { JobFilter } from './filter.ts'
import { listJobs } from './list.ts'
import { jobsOfRequest } from './read.ts'

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
})
afterAll(() => database.drop())

type JobValues = typeof cloudJob.$inferInsert

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

async function given(of: Cast, ...jobs: (Partial<JobValues> & { jobId: string })[]) {
  await database.db.insert(cloudJob).values(
    jobs.map((job) => ({
      accountId: of.account.id,
      service: 'cph',
      kind: 'switch-phone-server',
      state: 'running' as const,
      startedAt: minutesAgo(1),
      ...job,
    })),
  )
}

const listed = async (of: Cast, filter: Record<string, string> = {}) =>
  (await listJobs(await contextFor(database.db, of.support), JobFilter.parse(filter))).rows

const ids = async (of: Cast, filter: Record<string, string> = {}) =>
  (await listed(of, filter)).map(({ jobId }) => jobId)

test('jobs are listed newest first, and narrowed by state, service and id', async () => {
  await given(
    cast,
    { jobId: 'first', state: 'failed', startedAt: new Date(1000) },
    { jobId: 'second', service: 'ecs', startedAt: new Date(2000) },
  )
  expect(await ids(cast)).toEqual(['second', 'first'])
  expect(await ids(cast, { state: 'failed' })).toEqual(['first'])
  expect(await ids(cast, { service: 'ecs' })).toEqual(['second'])
  expect(await ids(cast, { q: 'SEC' })).toEqual(['second'])
  expect(await ids(cast, { state: 'nonsense', service: 'nonsense' })).toEqual(['second', 'first'])
})

test('jobs are narrowed by several values of a token, and sorted by how long they run or took', async () => {
  const people = await createCast(database.db)
  await given(
    people,
    { jobId: 'runs', kind: 'resize-server', resourceId: 'i-1', startedAt: minutesAgo(1) },
    { jobId: 'runs longer', service: 'ecs', cloudKind: 'stopServer', startedAt: minutesAgo(2) },
    { jobId: 'took', state: 'succeeded', startedAt: minutesAgo(60), endedAt: minutesAgo(30) },
    {
      jobId: 'took longer',
      state: 'failed',
      errorCode: 'Ecs.0219',
      startedAt: minutesAgo(90),
      endedAt: minutesAgo(10),
    },
  )
  expect(await ids(people, { sort: '-duration' })).toEqual(['runs longer', 'runs', 'took longer', 'took'])
  expect(await ids(people, { state: 'failed,succeeded' })).toEqual(['took', 'took longer'])
  expect(await ids(people, { kind: 'stopServer,resize-server' })).toEqual(['runs', 'runs longer'])
  expect(await ids(people, { resource: 'i-1' })).toEqual(['runs'])
  expect(await ids(people, { error: 'Ecs.0219' })).toEqual(['took longer'])
  expect(await ids(people, { started: '7d', sort: 'started' })).toHaveLength(4)
  const [, second] = await listed(people, { sort: '-duration' })
  expect(await ids(people, { sort: '-duration', after: second?.key ?? '' })).toEqual(['took longer', 'took'])
})

test('purchases that are being delivered stand beside the jobs, longest waiting first', async () => {
  const longer = await insertRequest(database.db, cast, { state: 'provisioning', changedAt: new Date(1) })
  const shorter = await insertRequest(database.db, cast, { state: 'paid' })
  await insertRequest(database.db, cast, { state: 'done' })
  const other = await createCast(database.db)
  await insertRequest(database.db, other, { state: 'paid' })
  const ctx = await contextFor(database.db, cast.support)
  const { rows, total } = await listDeliveries(ctx, { account: '' })
  expect(rows.map(({ id }) => id)).toEqual([longer.id, shorter.id])
  expect(total).toEqual({ count: 2, isExact: true })
})

test('the parts of a job stand with it, named after what they are about, and lead to it in a search', async () => {
  const people = await createCast(database.db)
  await database.db.insert(desktop).values({
    accountId: people.account.id,
    desktopId: 'd-1',
    name: 'DESIGN-01',
    status: 'ACTIVE',
    billingMode: 'prepaid',
    search: 'design-01',
    raw: {},
  })
  const part = { kind: 'resizeDesktops', startedAt: '2026-01-01T00:00:00.000Z' }
  await given(people, {
    jobId: 'batch',
    service: 'workspace',
    kind: 'an operation of yesterday',
    cloudKind: 'resizeDesktops',
    state: 'failed',
    children: [
      { ...part, id: 'p-1', resourceId: 'd-1', state: 'succeeded', progress: 100 },
      { ...part, id: 'p-2', resourceId: 'd-2', state: 'failed', errorCode: 'WKS.00211401', errorMessage: 'no host' },
      { id: 'p-3', state: 'of a kind that nobody knows' },
    ],
  })
  const [job] = await listed(people)
  expect(job).toMatchObject({
    title: 'an operation of yesterday',
    cloudKind: 'resizeDesktops',
    resource: null,
  })
  expect(job?.parts).toMatchObject([
    { id: 'p-1', resource: { id: 'd-1', name: 'DESIGN-01' }, state: 'succeeded', progress: 100, errorCode: null },
    {
      id: 'p-2',
      resource: { id: 'd-2', name: null },
      state: 'failed',
      errorCode: 'WKS.00211401',
      errorMessage: 'no host',
    },
  ])
  expect(await ids(people, { q: 'p-2' })).toEqual(['batch'])
  expect(await ids(people, { q: 'd-1' })).toEqual(['batch'])
  expect(await ids(people, { q: 'd-9' })).toEqual([])
})

test('names of another account are not shown', async () => {
  const [mine, theirs] = [await createCast(database.db), await createCast(database.db)]
  await database.db.insert(desktop).values({
    accountId: theirs.account.id,
    desktopId: 'd-theirs',
    name: 'SECRET-01',
    status: 'ACTIVE',
    billingMode: 'prepaid',
    search: '',
    raw: {},
  })
  await given(mine, { jobId: 'j', service: 'workspace', resourceId: 'd-theirs' })
  expect((await listed(mine))[0]?.resource).toEqual({ id: 'd-theirs', name: null })
})

test('a job that runs for longer than its kind usually does is stuck', async () => {
  const people = await createCast(database.db)
  await given(
    people,
    { jobId: 'young', startedAt: minutesAgo(29) },
    { jobId: 'old', startedAt: minutesAgo(31) },
    { jobId: 'ended', state: 'succeeded', startedAt: minutesAgo(500) },
    { jobId: 'stopping', service: 'ecs', kind: 'resize-server', cloudKind: 'stopServer', startedAt: minutesAgo(4) },
  )
  expect((await ids(people, { state: 'stuck' })).toSorted()).toEqual(['old', 'stopping'])
})

describe('a job of an order', () => {
  async function ordered(status: number, state: JobValues['state'], paidAt?: Date) {
    const people = await createCast(database.db)
    const { id, orderId } = await insertOrderedRequest(database.db, people)
    await database.db.insert(cloudOrder).values({
      accountId: people.account.id,
      orderId,
      status,
      orderType: 3,
      raw: {},
      ...(paidAt && { paidAt }),
    })
    await given(people, {
      jobId: 'j',
      service: 'ecs',
      kind: 'resize-server',
      state,
      requestId: id,
      startedAt: minutesAgo(90),
    })
    return { people, id, orderId }
  }

  test.each([
    [6, 'running', 'waiting_payment'],
    [6, 'waiting_payment', 'waiting_payment'],
    [4, 'waiting_payment', 'cancelled'],
    [4, 'running', 'cancelled'],
    [4, 'failed', 'failed'],
    [3, 'running', 'running'],
    [5, 'succeeded', 'succeeded'],
    [5, 'unknown', 'unknown'],
  ] as const)(
    'of status %d that the cloud calls %s is %s, in the list and in its filters',
    async (status, said, shown) => {
      const { people, orderId } = await ordered(status, said)
      expect(await listed(people)).toMatchObject([{ state: shown, orderId }])
      for (const state of ['running', 'waiting_payment', 'cancelled', 'failed', 'succeeded', 'unknown'])
        expect([state, await ids(people, { state })]).toEqual([state, state === shown ? ['j'] : []])
    },
  )

  test('counts its time from the payment', async () => {
    const paidAt = minutesAgo(2)
    const { people, id } = await ordered(3, 'running', paidAt)
    expect(await ids(people, { state: 'stuck' })).toEqual([])
    expect(await jobsOfRequest({ db: database.db }, id)).toMatchObject([
      { jobId: 'j', runsSince: paidAt.toISOString() },
    ])
    const unpaidSince = await ordered(3, 'running', minutesAgo(89))
    expect(await ids(unpaidSince.people, { state: 'stuck' })).toEqual(['j'])
  })
})
