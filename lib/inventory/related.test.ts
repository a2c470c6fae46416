import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloudJob, cloudOrder } from '#lib/db/mirror-schema.ts'
import { resourceLink } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createCast, insertOrderedRequest, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { documentOf, insertWithDocument } from '#lib/requests/testing/insert-document.ts'
import { loadRelated } from './related.ts'

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
})
afterAll(() => database.drop())

const about = (resourceId: string, orderId: string | null = null) =>
  loadRelated({ db: database.db }, { accountId: cast.account.id, resourceId, orderId })

const askedFor = async (resourceId: string, someone = cast) =>
  await insertWithDocument(
    database.db,
    someone,
    {},
    documentOf(someone, { input: { target: { id: resourceId, name: 'stream-hall' }, flavor: {} } }),
  )

const mirrored = (orderId: string, second: number) => ({
  accountId: cast.account.id,
  orderId,
  status: 5,
  orderType: 1,
  orderedAt: new Date(second * 1000),
  raw: {},
})

const job = (resourceId: string, values: Partial<typeof cloudJob.$inferInsert> = {}) => ({
  accountId: cast.account.id,
  jobId: randomUUID(),
  service: 'cph',
  kind: 'switch-phone-server',
  resourceId,
  state: 'running' as const,
  startedAt: new Date(),
  ...values,
})

describe('what is known about a resource', () => {
  test('has a request for it from the moment it was asked for, before the cloud heard of it', async () => {
    const asked = await askedFor('asked-server')
    const { requests, orders, jobs } = await about('asked-server')
    expect(requests).toMatchObject([
      { id: asked.id, number: asked.number, title: asked.title, state: 'awaiting_approval' },
    ])
    expect([orders, jobs]).toEqual([[], []])
  })

  test('has each request once, however many ways lead to it, the newest first', async () => {
    const made = await insertOrderedRequest(database.db, cast)
    const changed = await askedFor('busy-server')
    await database.db.insert(resourceLink).values([
      { resourceId: 'busy-server', requestId: made.id, kind: 'phone_server' },
      { resourceId: 'busy-server', requestId: changed.id, kind: 'phone_server', isActedOn: true },
    ])
    await database.db.insert(cloudJob).values(job('busy-server', { requestId: changed.id, progress: 40 }))
    const { requests, jobs } = await about('busy-server', made.orderId)
    expect(requests.map(({ id }) => id)).toEqual([changed.id, made.id])
    expect(jobs).toMatchObject([{ title: 'operationTitles.switch-phone-server.title', state: 'running', progress: 40 }])
  })

  test('has a request by the order that the resource came with, and one by its job alone', async () => {
    const ordered = await insertOrderedRequest(database.db, cast)
    expect((await about('ordered-server', ordered.orderId)).requests.map(({ id }) => id)).toEqual([ordered.id])
    const switched = await insertRequest(database.db, cast)
    await database.db.insert(cloudJob).values(job('switched-server', { requestId: switched.id }))
    expect((await about('switched-server')).requests.map(({ id }) => id)).toEqual([switched.id])
  })

  test('has its own order and those of its requests, one that was not read back yet before the others', async () => {
    const unread = await insertOrderedRequest(database.db, cast)
    const read = await insertOrderedRequest(database.db, cast)
    await database.db.insert(resourceLink).values(
      [unread, read].map(({ id }) => ({
        resourceId: 'dear-server',
        requestId: id,
        kind: 'phone_server',
        isActedOn: true,
      })),
    )
    await database.db.insert(cloudOrder).values([mirrored('CS-bought', 1), mirrored(read.orderId, 2)])
    const { orders } = await about('dear-server', 'CS-bought')
    expect(orders.map(({ orderId, status }) => [orderId, status])).toEqual([
      [unread.orderId, null],
      [read.orderId, 5],
      ['CS-bought', 5],
    ])
  })

  test('of another account stays there', async () => {
    const other = await createCast(database.db)
    await askedFor('twin-server', other)
    await database.db.insert(cloudJob).values(job('twin-server', { accountId: other.account.id }))
    expect(await about('twin-server')).toEqual({ requests: [], orders: [], jobs: [] })
  })

  test('is found by an index, however many requests there are', async () => {
    const asked = await insertRequest(database.db, cast)
    await database.db.execute(
      `insert into request_version (request_id, version, document, approval_hash, body, created_by)
       select '${asked.id}', n, '{}', repeat('0', 64), '{}', '${cast.admin.id}' from generate_series(2, 3000) n`,
    )
    await database.db.execute('analyze request_version')
    const plan = await database.db.execute<{ 'QUERY PLAN': string }>(
      `explain select request_id from request_version where target_id = 'asked-server'`,
    )
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('request_version_target')
  })
})
