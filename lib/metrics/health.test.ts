import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDatabase } from '#lib/db/client.ts'
import { workerHeartbeat } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createAccount } from '#lib/db/testing/people.ts'
import { createCast, insertRequest } from '#lib/db/testing/requests.ts'
import { wake } from '#lib/db/queue.ts'
import { readHealth, readReadiness, workerSilentSince } from './health.ts'
import { renderMetrics } from './metrics.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const beat = (ago: string) =>
  database.db
    .insert(workerHeartbeat)
    .values({ workerId: ago, publicKey: {}, seenAt: sql`clock_timestamp() - ${ago}::interval` })

describe('health', () => {
  test('is good while a worker was seen within 30 seconds', async () => {
    await beat('1 day')
    await beat('10 seconds')
    const health = await readHealth(database.db)
    expect(health).toMatchObject({ ok: true, database: 'ok', queue: 'ok', worker: { state: 'ok' } })
    expect(health.worker.seenSecondsAgo).toBeGreaterThanOrEqual(10)
  })

  test('is bad without a worker, and when the last one fell silent', async () => {
    expect(await readHealth(database.db)).toMatchObject({ ok: false, worker: { state: 'absent' } })
    await beat('31 seconds')
    expect(await readHealth(database.db)).toMatchObject({ ok: false, worker: { state: 'silent' } })
  })

  test('knows since when the worker has been silent, and that it is not', async () => {
    expect(await workerSilentSince(database.db)).toBe(0)
    await beat('31 seconds')
    const since = await workerSilentSince(database.db)
    expect(await workerSilentSince(database.db)).toBe(since)
    expect(Date.now() - (since ?? 0)).toBeGreaterThan(30_000)
    await beat('1 second')
    expect(await workerSilentSince(database.db)).toBeNull()
  })

  test('is bad without the queue', async () => {
    await beat('1 second')
    await database.db.execute(sql`drop schema pgboss cascade`)
    expect(await readHealth(database.db)).toMatchObject({ ok: false, queue: 'missing' })
  })

  test('counts cloud accounts by state without naming them', async () => {
    await beat('1 second')
    await createAccount(database.db)
    await createAccount(database.db, { state: 'refused', name: 'Secret plan' })
    const health = await readHealth(database.db)
    expect(health).toMatchObject({ ok: true, accounts: { active: 1, paused: 0, refused: 1 } })
    expect(JSON.stringify(health)).not.toContain('Secret plan')
  })

  test('tells how many answers wait on the disks of workers that are alive', async () => {
    const waits = (ago: string, answersWaiting: number, answersUnreadable: number) =>
      database.db.insert(workerHeartbeat).values({
        workerId: `${ago} ${answersWaiting}`,
        publicKey: {},
        seenAt: sql`clock_timestamp() - ${ago}::interval`,
        answersWaiting,
        answersUnreadable,
      })
    await beat('2 seconds')
    expect(await readHealth(database.db)).toMatchObject({ ok: true, answers: { waiting: 0, unreadable: 0 } })
    await waits('1 second', 3, 1)
    await waits('3 seconds', 3, 1)
    await waits('1 hour', 9, 9)
    expect(await readHealth(database.db)).toMatchObject({ ok: true, answers: { waiting: 3, unreadable: 1 } })
    const text = await renderMetrics(database.db)
    expect(text).toMatch(/^countersign_answers_waiting\{state="readable"\} 2$/m)
    expect(text).toMatch(/^countersign_answers_waiting\{state="unreadable"\} 1$/m)
  })

  test('is an answer also when the database is gone', async () => {
    const gone = openDatabase('postgres://nobody@127.0.0.1:1/nothing')
    expect(await readHealth(gone)).toMatchObject({ ok: false, database: 'unreachable' })
    await gone.$client.end()
  })
})

test('a web process is ready while its database answers and it does not stop, also without a worker', async () => {
  expect(await readReadiness(database.db, false)).toEqual({ ok: true, database: 'ok', isDraining: false })
  expect(await readReadiness(database.db, true)).toEqual({ ok: false, database: 'ok', isDraining: true })
  const gone = openDatabase('postgres://nobody@127.0.0.1:1/nothing')
  expect(await readReadiness(gone, false)).toMatchObject({ ok: false, database: 'unreachable' })
  await gone.$client.end()
})

describe('metrics', () => {
  test('name every state of a request, with its count and the age of its oldest', async () => {
    const cast = await createCast(database.db)
    await insertRequest(database.db, cast)
    await insertRequest(database.db, cast)
    await database.db.execute(sql`
      update request set changed_at = clock_timestamp() - interval '90 seconds'
      where id = (select id from request limit 1)`)
    const text = await renderMetrics(database.db)
    expect(text).toMatch(/^countersign_requests\{state="awaiting_approval"\} 2$/m)
    expect(text).toMatch(/^countersign_requests\{state="not_known"\} 0$/m)
    expect(valueOf(text, 'countersign_request_oldest_seconds{state="awaiting_approval"}')).toBeGreaterThanOrEqual(90)
    expect(text).toMatch(/^countersign_request_oldest_seconds\{state="not_known"\} 0$/m)
    expect(text).toMatch(/^process_resident_memory_bytes \d+$/m)
    for (const line of text.trimEnd().split('\n'))
      expect(line).toMatch(/^(|# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)+\})? ([-\d.e+]+|NaN))$/)
  })

  test('tell how long the worker has been silent, what waits for it, how old the picture is, and that purchases stopped', async () => {
    const empty = await renderMetrics(database.db)
    expect(empty).toMatch(/^countersign_workers 0$/m)
    expect(empty).not.toMatch(/^countersign_worker_seen_seconds \d/m)
    expect(empty).toMatch(/^countersign_purchases_stopped\{why="any"\} 0$/m)
    await beat('40 seconds')
    await beat('7 seconds')
    const { id } = await createAccount(database.db)
    await database.db.execute(sql`
      insert into sync_state (account_id, kind, as_of) values (${id}, 'orders', clock_timestamp() - interval '1 minute')`)
    await database.db.execute(sql`update purchase_switch set stopped_at = clock_timestamp(), stopped_reason = 'a test'`)
    await database.db.transaction((tx) => wake(tx, crypto.randomUUID()))
    const text = await renderMetrics(database.db)
    expect(text).toMatch(/^countersign_workers 1$/m)
    expect(valueOf(text, 'countersign_worker_seen_seconds')).toBeGreaterThanOrEqual(7)
    expect(valueOf(text, 'countersign_poll_lag_seconds{kind="orders"}')).toBeGreaterThanOrEqual(60)
    expect(text).toMatch(/^countersign_purchases_stopped\{why="any"\} 1$/m)
    expect(text).toMatch(/^countersign_purchases_stopped\{why="restored"\} 0$/m)
    expect(text).toMatch(/^countersign_queue_messages 1$/m)
  })
})

function valueOf(text: string, name: string): number {
  const line = text.split('\n').find((each) => each.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1))
}
