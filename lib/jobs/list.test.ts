import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloudJob } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { JobFilter } from './filter.ts'
import { listJobs } from './list.ts'

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
})
afterAll(() => database.drop())

test('jobs are listed newest first, and narrowed by state and id', async () => {
  const job = (jobId: string, state: 'running' | 'failed', second: number) => ({
    accountId: cast.account.id,
    jobId,
    service: 'cph',
    kind: 'switch-phone-server',
    state,
    startedAt: new Date(second * 1000),
  })
  await database.db.insert(cloudJob).values([job('first', 'failed', 1), job('second', 'running', 2)])
  const ctx = await contextFor(database.db, cast.support)
  const ids = async (filter: Record<string, string>) =>
    (await listJobs(ctx, JobFilter.parse(filter))).rows.map(({ jobId }) => jobId)
  expect(await ids({})).toEqual(['second', 'first'])
  expect(await ids({ state: 'failed' })).toEqual(['first'])
  expect(await ids({ q: 'SEC' })).toEqual(['second'])
})

test('purchases that are being delivered stand beside the jobs, longest waiting first', async () => {
  const longer = await insertRequest(database.db, cast, { state: 'provisioning', changedAt: new Date(1) })
  const shorter = await insertRequest(database.db, cast, { state: 'paid' })
  await insertRequest(database.db, cast, { state: 'done' })
  const other = await createCast(database.db)
  await insertRequest(database.db, other, { state: 'paid' })
  const ctx = await contextFor(database.db, cast.support)
  const { deliveries } = await listJobs(ctx, JobFilter.parse({}))
  expect(deliveries.map(({ id }) => id)).toEqual([longer.id, shorter.id])
})
