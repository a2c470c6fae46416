import { afterAll, beforeAll, expect, test } from 'vitest'
import { cloudJob, syncState } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, type Cast } from '#lib/db/testing/requests.ts'
import { readBoard } from './board.ts'
import { boardColumns, columnFilter } from './board-columns.ts'
import { JobFilter } from './filter.ts'
import { countJobs, listJobs } from './list.ts'
import { showJob } from './show.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

const insertJob = ({ account }: Cast, jobId: string, values: Partial<typeof cloudJob.$inferInsert> = {}) =>
  database.db.insert(cloudJob).values({
    accountId: account.id,
    jobId,
    service: 'cph',
    kind: 'switch-phone-server',
    state: 'running',
    startedAt: minutesAgo(1),
    ...values,
  })

async function boardFor(cast: Cast, filter: Record<string, string> = {}) {
  const { columns } = await readBoard(await contextFor(database.db, cast.support), JobFilter.parse(filter))
  return boardColumns.map((column) => [column, columns[column].rows.map(({ jobId }) => jobId).toSorted()])
}

test('each job stands in one column, and what has ended long ago in none', async () => {
  const cast = await createCast(database.db)
  await insertJob(cast, 'runs')
  await insertJob(cast, 'waits', { state: 'waiting_payment' })
  await insertJob(cast, 'hangs', { startedAt: minutesAgo(90) })
  await insertJob(cast, 'failed', { state: 'failed' })
  await insertJob(cast, 'done', { state: 'succeeded', service: 'ecs' })
  await insertJob(cast, 'failed long ago', { state: 'failed', startedAt: minutesAgo(8 * 24 * 60) })
  await insertJob(await createCast(database.db), 'of others')
  expect(await boardFor(cast)).toEqual([
    ['running', ['runs']],
    ['waiting_payment', ['waits']],
    ['stuck', ['hangs']],
    ['failed', ['failed']],
    ['succeeded', ['done']],
  ])
  expect(await boardFor(cast, { service: 'ecs', state: 'failed' })).toEqual([
    ['running', []],
    ['waiting_payment', []],
    ['stuck', []],
    ['failed', []],
    ['succeeded', ['done']],
  ])
})

test('list and board are as old as the last look at the jobs of the cloud, and say why there is none', async () => {
  const cast = await createCast(database.db)
  const ctx = await contextFor(database.db, cast.support)
  const shown = async () => [
    (await readBoard(ctx, JobFilter.parse({}))).asOf,
    (await listJobs(ctx, JobFilter.parse({}))).asOf,
  ]
  const never = { at: null, failedAt: null, failure: null }
  expect(await shown()).toEqual([never, never])
  const [asOf, failedAt] = [minutesAgo(50), minutesAgo(2)]
  await database.db
    .insert(syncState)
    .values({ accountId: cast.account.id, kind: 'jobs', asOf, failedAt, failure: 'APIGW.0301' })
  const at = asOf.toISOString()
  const failed = { account: cast.account.name, at }
  const old = { at, failedAt: failedAt.toISOString(), failure: 'APIGW.0301', failed }
  expect(await shown()).toEqual([old, old])
})

test('a column counts what the list has that it leads to', async () => {
  const cast = await createCast(database.db)
  await insertJob(cast, 'runs')
  await insertJob(cast, 'runs as well', { service: 'ecs' })
  await insertJob(cast, 'hangs', { startedAt: minutesAgo(90) })
  await insertJob(cast, 'failed long ago', { state: 'failed', startedAt: minutesAgo(8 * 24 * 60) })
  const ctx = await contextFor(database.db, cast.support)
  const { columns } = await readBoard(ctx, JobFilter.parse({}))
  const listed = await Promise.all(
    boardColumns.map(async (column) => await countJobs(ctx, JobFilter.parse(columnFilter(column)))),
  )
  expect(listed).toEqual(boardColumns.map((column) => columns[column].total))
  expect(listed.map(({ count }) => count)).toEqual([2, 0, 1, 0, 0])
})

test('a column counts also the jobs that have no card', async () => {
  const cast = await createCast(database.db)
  for (let index = 0; index < 25; index += 1) await insertJob(cast, `j${index}`)
  const { columns } = await readBoard(await contextFor(database.db, cast.support), JobFilter.parse({}))
  expect(columns.running.rows).toHaveLength(20)
  expect(columns.running.total).toEqual({ count: 25, isExact: true })
})

test('one job is shown as the cloud told it, without secrets', async () => {
  const cast = await createCast(database.db)
  await insertJob(cast, 'one', {
    raw: { status: 'RUNNING', entities: { admin_pass: 'hunter2', server_id: 's-1' } },
    children: [{ id: 'p', state: 'running', token: 'abc' }],
  })
  const ctx = await contextFor(database.db, cast.support)
  const { raw, kind } = await showJob(ctx, { service: 'cph', jobId: 'one' })
  expect(kind).toBe('switch-phone-server')
  expect(raw).toContain('s-1')
  expect(raw).not.toContain('hunter2')
  expect(raw).not.toContain('abc')
})

test('a job of somebody else’s account, or of another service, is not there', async () => {
  const [cast, other] = [await createCast(database.db), await createCast(database.db)]
  await insertJob(other, 'theirs')
  const ctx = await contextFor(database.db, cast.support)
  await expect(showJob(ctx, { service: 'cph', jobId: 'theirs' })).rejects.toMatchObject({ code: 'not_found' })
  const theirs = await contextFor(database.db, other.support)
  await expect(showJob(theirs, { service: 'ecs', jobId: 'theirs' })).rejects.toMatchObject({ code: 'not_found' })
})
