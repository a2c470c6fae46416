import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { request } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, type Cast } from '#lib/db/testing/requests.ts'
import { approveRequest } from './approve.ts'
import { readDesk } from './desk.ts'
import { RequestFilter } from './filter.ts'
import { listRequests } from './list.ts'
import { retryPayment } from './payment.ts'
import { rejectRequest } from './reject.ts'
import { resubmitRequest } from './resubmit.ts'
import { showRequest } from './show.ts'
import { supportReport } from './support-report.ts'
import { insertUnreadable, insertWithDocument } from './testing/insert-document.ts'

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
})
beforeEach(async () => {
  cast = await createCast(database.db)
})
afterAll(() => database.drop())

const as = (someone: Cast['admin']) => contextFor(database.db, someone)
const refusal = { code: 'conflict', message: 'errors.contentUnreadable' }

test('a request whose content cannot be read is one row of the list, among the others', async () => {
  const odd = await insertUnreadable(database.db, cast, { amountMinor: null, currency: null })
  const plain = await insertWithDocument(database.db, cast)
  const { rows } = await listRequests(await as(cast.support), RequestFilter.parse({}))
  expect(rows.map(({ id, isReadable, expected, charge }) => ({ id, isReadable, expected, charge }))).toEqual([
    { id: plain.id, isReadable: true, expected: 2, charge: 'amount' },
    { id: odd.id, isReadable: false, expected: null, charge: 'unpriced' },
  ])
})

test('on the desk it is told from the others, and what goes on from its content cannot be done', async () => {
  const odd = await insertUnreadable(database.db, cast, { state: 'held' })
  const plain = await insertWithDocument(database.db, cast, { state: 'held' })
  const { person } = await readDesk(await as(cast.admin), {})
  const [first, second] = person
  expect(person.map(({ id }) => id)).toEqual([odd.id, plain.id])
  expect(first).toMatchObject({ isReadable: false, name: null })
  expect(first?.actions.resubmit).toEqual({ isOffered: true, reason: 'denied.contentUnreadable' })
  expect(first?.actions.withdraw).toEqual({ isOffered: true, reason: null })
  expect(second?.actions.resubmit).toEqual({ isOffered: true, reason: null })
})

test('its page and its report say what is known without it', async () => {
  const odd = await insertUnreadable(database.db, cast)
  const shown = await showRequest(await as(cast.reviewer), { id: odd.id })
  expect(shown).toMatchObject({ id: odd.id, isReadable: false, document: null })
  expect(shown.actions.approve).toEqual({ isOffered: true, reason: 'denied.contentUnreadable' })
  expect(shown.actions.reject).toEqual({ isOffered: true, reason: null })
  expect(supportReport(shown, new Date(0))).toMatchObject({ request: odd.number, call: null })
})

test('it is neither approved, nor paid, nor asked for again, but can be rejected', async () => {
  const odd = await insertUnreadable(database.db, cast)
  const paying = await insertUnreadable(database.db, cast, { state: 'payment_held' })
  const held = await insertUnreadable(database.db, cast, { state: 'held' })
  const { id, version, approvalHash: hash } = odd
  const reviewer = await as(cast.reviewer)
  await expect(approveRequest(reviewer, { id, version, hash, comment: '' })).rejects.toMatchObject(refusal)
  await expect(retryPayment(reviewer, { id: paying.id })).rejects.toMatchObject(refusal)
  await expect(resubmitRequest(await as(cast.admin), { id: held.id, comment: 'again' })).rejects.toMatchObject(refusal)
  await rejectRequest(reviewer, { id, version, hash, comment: 'nobody can read it' })
  const [row] = await database.db.select().from(request).where(eq(request.id, id))
  expect(row?.state).toBe('rejected')
})
