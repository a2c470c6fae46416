import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { resumeAccount } from '#lib/auth/resume-account.ts'
import { systemClock } from '#lib/clock.ts'
import { attempt, cloudAccount, request } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createPerson } from '#lib/db/testing/people.ts'
import { createCast, insertApproval, insertNeedingPerson, insertRequest, setState } from '#lib/db/testing/requests.ts'
import { insertUnreadable } from '#lib/requests/testing/insert-document.ts'
import type { WorkerDeps } from './deps.ts'
import { look } from './look.ts'
import { noteIdentity } from './may-buy.ts'
import { openSpool } from './spool.ts'

let database: TestDatabase
let folder: string
let deps: WorkerDeps
const asked: string[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'countersign-precheck-'))
  const dataKey = randomBytes(32).toString('base64')
  const never = (what: string) => () => {
    asked.push(what)
    return Promise.reject(new Error(`Nobody ${what} here`))
  }
  deps = {
    db: database.db,
    clock: systemClock,
    workerId: 'test-worker',
    horizons: { absentAfterMs: 3000, sendMs: 2000, pollMs: 50 },
    dataKey,
    spool: await openSpool(path.join(folder, 'spool'), { key: dataKey, workerId: 'test-worker' }),
    reads: never('reads'),
    spends: never('spends'),
    passed: () => Promise.resolve(),
  }
  await noteIdentity(deps)
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

/** The request as somebody has approved it. */
async function approve(id: string, reviewerId: string): Promise<void> {
  const { db } = database
  const [present] = await db.select().from(request).where(eq(request.id, id))
  if (!present) throw new Error('The request was not written')
  await insertApproval(db, present, reviewerId)
  await setState(db, id, 'approved')
}

const read = async (id: string) =>
  (
    await database.db
      .select({ request, now: sql<Date>`clock_timestamp()`.mapWith(request.wakeAt) })
      .from(request)
      .where(eq(request.id, id))
  )[0]

/** Looks at a request while somebody else does something, each time that it was taken. */
const lookWhile = (id: string, meanwhile: () => Promise<unknown>) =>
  look({ ...deps, passed: async (point) => void (point === 'taken' && (await meanwhile())) }, id)

test('an approved request whose content cannot be read is held, and the cloud is not so much as asked', async () => {
  const cast = await createCast(database.db)
  const { id } = await insertUnreadable(database.db, cast)
  await approve(id, cast.reviewer.id)

  await look(deps, id)
  const row = await read(id)
  expect(row?.request).toMatchObject({ state: 'held', stateReason: { words: 'reasons.contentUnreadable' } })
  expect(await database.db.select().from(attempt)).toEqual([])
  expect(asked).toEqual([])
})

test('what waits for an account that is resumed while a worker looks at it is looked at again at once', async () => {
  const { db } = database
  const cast = await createCast(db)
  const row = await insertRequest(db, cast)
  await approve(row.id, cast.reviewer.id)
  const accountId = cast.account.id
  const pause = () => db.update(cloudAccount).set({ state: 'paused' }).where(eq(cloudAccount.id, accountId))
  await pause()
  const owner = await createPerson(db, { account: cast.account, roles: ['owner'] })
  // Too short for the worker to see it.
  const resume = async () => {
    await resumeAccount(await contextFor(db, owner), { accountId })
    await pause()
  }
  const secondsToNext = async () => {
    const found = await read(row.id)
    expect(found?.request).toMatchObject({ state: 'approved', stateReason: { words: 'reasons.accountInactive' } })
    return ((found?.request.wakeAt?.getTime() ?? Infinity) - (found?.now.getTime() ?? 0)) / 1000
  }

  await lookWhile(row.id, resume)
  expect(await secondsToNext()).toBeLessThanOrEqual(0)
  await look(deps, row.id)
  expect(await secondsToNext()).toBeGreaterThan(10)
  await lookWhile(row.id, resume)
  expect(await secondsToNext()).toBeLessThanOrEqual(0)
})

test('an order that somebody names while a worker looks for people is looked at, and then nothing is until the next', async () => {
  const { id } = await insertNeedingPerson(database.db, await createCast(database.db))
  await lookWhile(id, () =>
    database.db
      .update(request)
      .set({ wakeAt: sql`clock_timestamp()` })
      .where(eq(request.id, id)),
  )
  const woken = await read(id)
  expect(woken?.request.wakeAt).not.toBeNull()
  expect(woken?.request.wakeAt?.getTime()).toBeLessThanOrEqual(woken?.now.getTime() ?? 0)
  await look(deps, id)
  expect((await read(id))?.request).toMatchObject({ state: 'needs_person', wakeAt: null })
})
