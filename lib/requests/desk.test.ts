import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lookUp, orderQuestion } from '#lib/db/desk-schema.ts'
import { attempt, request, requestVersion } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createPerson, type TestPerson } from '#lib/db/testing/people.ts'
import {
  createCast,
  insertApproval,
  insertAttempt,
  insertCandidate,
  insertDecision,
  setState,
  type Cast,
} from '#lib/db/testing/requests.ts'
import { readDesk } from './desk.ts'
import { requestStates } from './machine.ts'
import { insertWithDocument } from './testing/insert-document.ts'

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const desk = async (someone: TestPerson) => readDesk(await contextFor(database.db, someone), {})

/** A purchase that was sent and went unanswered, and now waits for a person. */
async function needingPerson(absentFrom: Date): Promise<{ id: string; attemptId: string }> {
  const asked = await insertWithDocument(database.db, cast)
  await insertApproval(database.db, asked, cast.reviewer.id)
  for (const state of ['approved', 'claimed', 'sending']) await setState(database.db, asked.id, state)
  const attemptId = await insertAttempt(database.db, asked, { absentFrom })
  for (const state of ['not_known', 'needs_person']) await setState(database.db, asked.id, state)
  await database.db.update(attempt).set({ state: 'ambiguous', httpStatus: 504 }).where(eq(attempt.id, attemptId))
  return { id: asked.id, attemptId }
}
const past = () => new Date(Date.now() - 60_000)

test('the desk has every request that is not known or needs a person, of the accounts that one may see', async () => {
  cast = await createCast(database.db)
  for (const state of requestStates) await insertWithDocument(database.db, cast, { state })
  const { unknown, person, total } = await desk(cast.support)
  expect(unknown.map(({ state }) => state).toSorted()).toEqual(['not_known', 'payment_not_known'])
  expect(person.map(({ state }) => state).toSorted()).toEqual(['absent', 'held', 'needs_person', 'payment_held'])
  expect(total.count).toBe(6)
  const stranger = (await createCast(database.db)).reviewer
  expect(await desk(stranger)).toMatchObject({ unknown: [], person: [], total: { count: 0 } })
})

test('a case shows its call, the searches, the orders that fit first, what is asked of the worker, and the decisions', async () => {
  cast = await createCast(database.db)
  const asked = await needingPerson(past())
  for (const [outcome, failure] of [
    ['failed', 'client.timed_out'],
    ['none', null],
    ['none', null],
    ['several', null],
  ] as const)
    await database.db.insert(lookUp).values({ attemptId: asked.attemptId, outcome, failure, ordersSeen: 3 })
  const other = await insertCandidate(database.db, asked, { fit: 'no', orderedAt: new Date() })
  const fits = await insertCandidate(database.db, asked, { fit: 'yes', orderedAt: past() })
  await insertDecision(database.db, asked, fits, { decision: 'disown', personId: cast.reviewer.id, reason: 'Li’s' })
  await database.db
    .insert(orderQuestion)
    .values({ requestId: asked.id, orderId: 'CS12345678', personId: cast.reviewer.id })
  const [shown] = (await desk(cast.support)).person
  expect(shown?.evidence).toMatchObject({
    call: { id: asked.attemptId, httpStatus: 504, state: 'ambiguous' },
    lookUps: { made: 4, failed: 1, last: [{ outcome: 'several' }, { outcome: 'none' }, { outcome: 'none' }] },
    candidates: [
      { orderId: fits, fit: 'yes', decided: { decision: 'disown', who: { name: 'Reviewer' }, reason: 'Li’s' } },
      { orderId: other, fit: 'no', decided: null },
    ],
    asked: [{ orderId: 'CS12345678', who: { id: cast.reviewer.id } }],
  })
})

test('it is settled by a reviewer who is no author; everybody else is told why they cannot', async () => {
  cast = await createCast(database.db)
  const asked = await needingPerson(past())
  await insertCandidate(database.db, asked)
  const editor = await createPerson(database.db, { roles: ['admin', 'reviewer'], account: cast.account })
  const [present] = await database.db.select().from(requestVersion).where(eq(requestVersion.requestId, asked.id))
  if (!present) throw new Error('A request has a version')
  const { targetId, ...version } = present
  expect(targetId).toBeNull()
  await database.db.insert(requestVersion).values({ ...version, version: 2, createdBy: editor.id })
  const reasons = async (someone: TestPerson) => {
    const { adopt, cancelFound, disown, readOrder } = (await desk(someone)).person[0]?.actions ?? {}
    return [adopt, cancelFound, disown, readOrder].map((offer) => offer?.isOffered && offer.reason)
  }
  const all = (reason: string | null) => [reason, reason, reason, reason]
  expect(await reasons(cast.reviewer)).toEqual(all(null))
  expect(await reasons(editor)).toEqual(all('denied.ownRequest'))
  expect(await reasons(cast.admin)).toEqual(all('denied.needsReviewer'))
  expect(await reasons(cast.support)).toEqual(all('denied.needsReviewer'))
})

test('that none of the orders is it is offered only once no late copy of the call can arrive', async () => {
  cast = await createCast(database.db)
  const asked = await needingPerson(new Date(Date.now() + 60_000))
  await insertCandidate(database.db, asked, { readAt: null })
  const actions = (await desk(cast.reviewer)).person[0]?.actions
  expect(actions?.disown).toEqual({ isOffered: true, reason: 'denied.mayStillArrive' })
  // What the worker has not read itself cannot be adopted.
  expect(actions?.adopt.isOffered).toBe(false)
  const [row] = await database.db.select().from(request).where(eq(request.id, asked.id))
  expect(row?.state).toBe('needs_person')
})
