import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createAccount, createPerson } from '#lib/db/testing/people.ts'
import { log } from '#lib/log.ts'
import { record } from '#lib/requests/store.ts'
import { anchorHead, checkAudit } from './check.ts'
import { AuditFilter } from './filter.ts'
import { listAudit } from './list.ts'

let database: TestDatabase
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.drop())

const write = (event: string) => record(database.db, { event, by: { kind: 'system', id: 'test' } })

/** An hour passes: the next look is due. */
const anHourLater = () => database.db.execute(sql`update audit_check set begun_at = begun_at - interval '61 minutes'`)

/** What nobody can do who is not the owner of the whole server. */
const tamper = (statement: ReturnType<typeof sql>) =>
  database.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`)
    await tx.execute(statement)
  })

async function chainShown() {
  const account = await createAccount(database.db)
  const owner = await createPerson(database.db, { roles: ['owner'], account })
  return (await listAudit(await contextFor(database.db, owner), AuditFilter.parse({}))).chain
}

test('before the first look the page says so', async () => {
  await write('test.one')
  expect(await chainShown()).toEqual({ place: 1, checkedAt: null, checkedPlace: 0, fault: null, faultPlace: null })
})

test('a look tells how far it came; what is written later waits for the next, an hour after', async () => {
  await write('test.one')
  await checkAudit(database.db)
  await write('test.two')
  await checkAudit(database.db)
  expect(await chainShown()).toMatchObject({ place: 2, checkedPlace: 1, fault: null })
  await anHourLater()
  await checkAudit(database.db)
  expect(await chainShown()).toMatchObject({ place: 2, checkedPlace: 2, fault: null })
})

test('what a new console writes first is looked at soon, and not after an hour', async () => {
  await checkAudit(database.db)
  await write('test.one')
  await checkAudit(database.db)
  expect(await chainShown()).toMatchObject({ place: 1, checkedPlace: 0, fault: null })
  await database.db.execute(sql`update audit_check set begun_at = begun_at - interval '1 minute'`)
  await checkAudit(database.db)
  expect(await chainShown()).toMatchObject({ place: 1, checkedPlace: 1, fault: null })
  await write('test.two')
  await database.db.execute(sql`update audit_check set begun_at = begun_at - interval '1 minute'`)
  await checkAudit(database.db)
  expect(await chainShown()).toMatchObject({ place: 2, checkedPlace: 1, fault: null })
})

test('what was changed is found an hour later at the latest, is shown, and stays shown', async () => {
  const failed = vi.spyOn(log, 'error').mockImplementation(() => undefined)
  for (const event of ['test.one', 'test.two', 'test.three']) await write(event)
  await checkAudit(database.db)
  await tamper(sql`update audit set event = 'test.other' where event = 'test.two'`)
  for (let look = 0; look < 2; look++) {
    await anHourLater()
    await checkAudit(database.db)
    expect(await chainShown()).toMatchObject({ checkedPlace: 3, fault: 'changed', faultPlace: 2 })
  }
  expect(failed).toHaveBeenCalledWith({ event: 'audit.broken', place: 2, reason: 'changed' }, expect.any(String))
})

test('an end that is cut off is seen at once by the page, and by the next look even after new rows', async () => {
  vi.spyOn(log, 'error').mockImplementation(() => undefined)
  for (const event of ['test.one', 'test.two', 'test.three']) await write(event)
  await checkAudit(database.db)
  await tamper(sql`delete from audit_link where place > 1`)
  await tamper(sql`delete from audit where event in ('test.two', 'test.three')`)
  expect(await chainShown()).toMatchObject({ fault: 'shortened', faultPlace: 2 })
  for (const event of ['new.two', 'new.three', 'new.four']) await write(event)
  await anHourLater()
  await checkAudit(database.db)
  expect(await chainShown()).toMatchObject({ fault: 'replaced', faultPlace: 3 })
})

test('the head goes to the log when there is a new one, and never backwards unnoticed', async () => {
  const told = vi.spyOn(log, 'info').mockImplementation(() => undefined)
  const failed = vi.spyOn(log, 'error').mockImplementation(() => undefined)
  await anchorHead(database.db)
  for (const event of ['test.one', 'test.two']) {
    await write(event)
    await anchorHead(database.db)
    await anchorHead(database.db)
  }
  expect(told.mock.calls.map(([fields]) => fields)).toEqual([
    { event: 'audit.head', place: 1, hash: expect.stringMatching(/^[\da-f]{64}$/) },
    { event: 'audit.head', place: 2, hash: expect.stringMatching(/^[\da-f]{64}$/) },
  ])
  await tamper(sql`delete from audit_link where place = 2`)
  await anchorHead(database.db)
  expect(failed).toHaveBeenCalledWith(
    expect.objectContaining({ event: 'audit.head', place: 2, count: 1 }),
    expect.any(String),
  )
})
