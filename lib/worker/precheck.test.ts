import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '#lib/clock.ts'
import { attempt, request } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { createCast, insertApproval, setState } from '#lib/db/testing/requests.ts'
import { insertUnreadable } from '#lib/requests/testing/insert-document.ts'
import type { WorkerDeps } from './deps.ts'
import { look } from './look.ts'
import { noteIdentity } from './may-buy.ts'
import { openSpool } from './spool.ts'

let database: TestDatabase
let folder: string

beforeAll(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(path.join(tmpdir(), 'countersign-precheck-'))
})
afterAll(async () => {
  await database.drop()
  await rm(folder, { recursive: true })
})

test('an approved request whose content cannot be read is held, and the cloud is not so much as asked', async () => {
  const { db } = database
  const asked: string[] = []
  const dataKey = randomBytes(32).toString('base64')
  const never = (what: string) => () => {
    asked.push(what)
    return Promise.reject(new Error(`Nobody ${what} here`))
  }
  const deps: WorkerDeps = {
    db,
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
  const cast = await createCast(db)
  const { id } = await insertUnreadable(db, cast)
  const [present] = await db.select().from(request).where(eq(request.id, id))
  if (!present) throw new Error('The request was not written')
  await insertApproval(db, present, cast.reviewer.id)
  await setState(db, id, 'approved')

  await look(deps, id)
  const [row] = await db.select().from(request).where(eq(request.id, id))
  expect(row).toMatchObject({ state: 'held', stateReason: { words: 'reasons.contentUnreadable' } })
  expect(await db.select().from(attempt)).toEqual([])
  expect(asked).toEqual([])
})
