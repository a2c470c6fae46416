import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openSession } from '#lib/auth/sessions.ts'
import type { Database } from './client.ts'
import { attempt, orderLink, person, purchaseSwitch, session } from './schema.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import { createPerson, testBrowser } from './testing/people.ts'
import {
  type Cast,
  createCast,
  insertCandidate,
  insertDecision,
  insertNeedingPerson,
  insertOrderedRequest,
  insertRequest,
  insertVersion,
  setStateOnRecord,
} from './testing/requests.ts'

let database: TestDatabase
let web: Database
let worker: Database
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
  web = database.openAs('web')
  worker = database.openAs('worker')
})
afterAll(() => database.drop())
beforeEach(async () => {
  cast = await createCast(database.db)
  await openSession(database.db, cast.reviewer.id, testBrowser)
})

/** The words in which the database itself refuses; Drizzle wraps them as a cause. */
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'it was accepted',
    (error: Error) => (error.cause instanceof Error ? error.cause.message : error.message),
  )
const adopt = (asked: { id: string }, orderId: string, personId = cast.reviewer.id) =>
  insertDecision(web, asked, orderId, { decision: 'adopt', personId })
const disown = (asked: { id: string }, orderId: string, personId = cast.reviewer.id) =>
  insertDecision(web, asked, orderId, { decision: 'disown', personId })

describe('an order that may be the one of a lost call', () => {
  test('is linked and its attempt settled by the decision of a reviewer, and by nothing else', async () => {
    const asked = await insertNeedingPerson(database.db, cast)
    const orderId = await insertCandidate(database.db, asked)
    expect(await refusal(setStateOnRecord(web, asked.id, 'ordered'))).toMatch(/only an order that a reviewer adopted/)
    await adopt(asked, orderId)
    const links = await database.db.select().from(orderLink).where(eq(orderLink.requestId, asked.id))
    expect(links).toMatchObject([{ orderId, attemptId: asked.attemptId }])
    const [sent] = await database.db.select().from(attempt).where(eq(attempt.id, asked.attemptId))
    expect(sent?.state).toBe('accepted')
    await setStateOnRecord(web, asked.id, 'ordered')
  })

  test('is not adopted or disowned by who asked, by who edited, by an admin or by a former reviewer', async () => {
    const both = await createPerson(database.db, { roles: ['admin', 'reviewer'], account: cast.account })
    const editor = await createPerson(database.db, { roles: ['admin', 'reviewer'], account: cast.account })
    const gone = await createPerson(database.db, { roles: ['reviewer'], account: cast.account })
    await database.db
      .update(person)
      .set({ disabledAt: sql`clock_timestamp()` })
      .where(eq(person.id, gone.id))
    const asked = await insertNeedingPerson(database.db, { ...cast, admin: both })
    await insertVersion(database.db, { ...asked, version: 2 }, editor.id)
    const orderId = await insertCandidate(database.db, asked)
    for (const { id } of [both, editor]) {
      expect(await refusal(adopt(asked, orderId, id))).toMatch(/nobody settles what they requested or edited/)
      expect(await refusal(disown(asked, orderId, id))).toMatch(/nobody settles what they requested or edited/)
    }
    for (const { id } of [cast.admin, cast.support, gone])
      expect(await refusal(adopt(asked, orderId, id))).toMatch(/only a reviewer of this account/)
  })

  test.each<[string, Partial<typeof session.$inferInsert> | 'never there']>([
    ['was never there', 'never there'],
    ['was signed out', { revokedAt: new Date() }],
    ['has given a password and no second factor', { needs: 'factor' }],
    ['proved who they are long ago', { confirmedAt: new Date(Date.now() - 12 * 60_000) }],
  ])('is neither adopted nor disowned by the web in the name of a reviewer who %s', async (_, become) => {
    const asked = await insertNeedingPerson(database.db, cast)
    const orderId = await insertCandidate(database.db, asked)
    const theirs = eq(session.personId, cast.reviewer.id)
    if (become === 'never there') await database.db.delete(session).where(theirs)
    else await database.db.update(session).set(become).where(theirs)
    for (const decide of [adopt, disown])
      expect(await refusal(decide(asked, orderId))).toMatch(/nobody decides who is not signed in/)
    expect(await database.db.select().from(orderLink).where(eq(orderLink.requestId, asked.id))).toEqual([])
  })

  test('is not adopted before the worker has read it, nor when it does not fit, nor for no reason', async () => {
    const asked = await insertNeedingPerson(database.db, cast)
    const unread = await insertCandidate(database.db, asked, { readAt: null })
    const other = await insertCandidate(database.db, asked, { fit: 'no' })
    for (const orderId of [unread, other])
      expect(await refusal(adopt(asked, orderId))).toMatch(/that the worker has read, and that may fit/)
    expect(await refusal(adopt(asked, 'CS0NEVERSEEN'))).toMatch(/that the worker has read/)
    const fits = await insertCandidate(database.db, asked)
    const silent = { decision: 'adopt', personId: cast.reviewer.id, reason: '  ' } as const
    expect(await refusal(insertDecision(web, asked, fits, silent))).toMatch(/candidate_decision_reason_check/)
  })

  test('is not adopted when it is another request’s', async () => {
    const { orderId } = await insertOrderedRequest(database.db, cast)
    const asked = await insertNeedingPerson(database.db, cast)
    await insertCandidate(database.db, asked, { orderId })
    expect(await refusal(adopt(asked, orderId))).toMatch(/belongs to another request/)
  })

  test('is adopted alone: a second one is refused', async () => {
    const asked = await insertNeedingPerson(database.db, cast)
    const [one, other] = [await insertCandidate(database.db, asked), await insertCandidate(database.db, asked)]
    await adopt(asked, one)
    expect(await refusal(adopt(asked, other))).toMatch(/candidate_adopted_once|belongs to another/)
  })

  test('is decided on only where a person is needed, and the decision stays', async () => {
    const asked = await insertNeedingPerson(database.db, cast)
    const orderId = await insertCandidate(database.db, asked)
    await disown(asked, orderId)
    expect(await refusal(database.db.$client.query(`update candidate_decision set decision = 'adopt'`))).toMatch(
      /cannot be changed or removed/,
    )
    await setStateOnRecord(web, asked.id, 'failed')
    expect(await refusal(adopt(asked, orderId))).toMatch(/does not wait for a person/)
  })
})

describe('that nothing was bought', () => {
  test('is said by a person only when each order that could be it was looked at', async () => {
    const asked = await insertNeedingPerson(database.db, cast)
    expect(await refusal(setStateOnRecord(web, asked.id, 'absent'))).toMatch(/each order that could be this one/)
    const [one, other] = [await insertCandidate(database.db, asked), await insertCandidate(database.db, asked)]
    await insertCandidate(database.db, asked, { fit: 'no' })
    await disown(asked, one)
    expect(await refusal(setStateOnRecord(web, asked.id, 'absent'))).toMatch(/each order that could be this one/)
    await disown(asked, other)
    await setStateOnRecord(web, asked.id, 'absent')
    const [sent] = await database.db.select().from(attempt).where(eq(attempt.id, asked.attemptId))
    expect(sent?.state).toBe('absent')
  })

  test('is not said while a late copy of the call could still arrive, and that time cannot be moved', async () => {
    const absentFrom = new Date(Date.now() + 60_000)
    const asked = await insertNeedingPerson(database.db, cast, { attemptValues: { absentFrom } })
    await disown(asked, await insertCandidate(database.db, asked))
    expect(await refusal(setStateOnRecord(web, asked.id, 'absent'))).toMatch(/may still arrive/)
    const sooner = sql`update attempt set absent_from = clock_timestamp() where id = ${asked.attemptId}`
    expect(await refusal(database.db.execute(sooner))).toMatch(/horizon of an attempt cannot change/)
  })

  test('is not said where the cloud itself names an order as that of the call', async () => {
    for (const what of ['named', 'answered']) {
      const asked = await insertNeedingPerson(database.db, cast)
      await disown(asked, await insertCandidate(database.db, asked, { checks: [{ what, holds: true }] }))
      expect(await refusal(setStateOnRecord(web, asked.id, 'absent'))).toMatch(
        /the cloud itself says that it took this call/,
      )
    }
  })

  test('is never said by a worker where a person is needed', async () => {
    const asked = await insertNeedingPerson(database.db, cast)
    await disown(asked, await insertCandidate(database.db, asked))
    expect(await refusal(setStateOnRecord(worker, asked.id, 'absent'))).toMatch(
      /countersign_worker may not take a request/,
    )
  })
})

describe('the switch of purchases', () => {
  const stop = (values: Partial<typeof purchaseSwitch.$inferInsert>) =>
    web.update(purchaseSwitch).set({ stoppedAt: sql`clock_timestamp()`, ...values })
  const resume = (resumedBy: string | null) =>
    web.update(purchaseSwitch).set({ stoppedAt: null, stoppedReason: null, stoppedBy: null, resumedBy })
  const reviewed = { stoppedReason: 'odd orders' }
  /** An owner who signed in just now, but for what `values` say of the session; with none, one who did not. */
  const ownerWith = async (values?: Partial<typeof session.$inferInsert>) => {
    const owner = await createPerson(database.db, { roles: ['owner'], account: cast.account })
    if (values === undefined) return owner.id
    await openSession(database.db, owner.id, testBrowser)
    await database.db
      .update(session)
      .set({ seenAt: new Date(), ...values })
      .where(eq(session.personId, owner.id))
    return owner.id
  }
  afterEach(() =>
    database.db.update(purchaseSwitch).set({ stoppedAt: null, stoppedReason: null, stoppedBy: null, resumedBy: null }),
  )

  test('is thrown by an owner or a reviewer who says why, and lifted by no worker', async () => {
    for (const values of [
      {},
      reviewed,
      { ...reviewed, stoppedBy: cast.admin.id },
      { stoppedReason: ' ', stoppedBy: cast.reviewer.id },
    ])
      expect(await refusal(stop(values))).toMatch(/an owner or a reviewer stops purchases, and says why/)
    await stop({ ...reviewed, stoppedBy: cast.reviewer.id })
    expect(await refusal(worker.update(purchaseSwitch).set({ stoppedAt: null }))).toMatch(/only a person resumes/)
  })

  test('is thrown by nobody who is not signed in', async () => {
    const away = await createPerson(database.db, { roles: ['reviewer'], account: cast.account })
    expect(await refusal(stop({ ...reviewed, stoppedBy: away.id }))).toMatch(/nobody stops purchases who is not signed/)
  })

  test('is lifted by an owner who is signed in and has just proved who it is, and by nobody else', async () => {
    await stop({ ...reviewed, stoppedBy: cast.reviewer.id })
    for (const who of [
      null,
      cast.reviewer.id,
      await ownerWith(),
      await ownerWith({ revokedAt: new Date() }),
      await ownerWith({ needs: 'factor' }),
      await ownerWith({ confirmedAt: new Date(Date.now() - 12 * 60_000) }),
    ])
      expect(await refusal(resume(who))).toMatch(/an owner who is signed in resumes purchases/)
    await resume(await ownerWith({}))
    const [row] = await database.db.select().from(purchaseSwitch)
    expect(row?.stoppedAt).toBeNull()
  })

  test('is not lifted in the name of whoever lifted it before', async () => {
    const owner = await ownerWith({})
    await stop({ ...reviewed, stoppedBy: cast.reviewer.id })
    await resume(owner)
    await stop({ ...reviewed, stoppedBy: cast.reviewer.id })
    expect(await refusal(web.update(purchaseSwitch).set({ stoppedAt: null }))).toMatch(/an owner who is signed in/)
  })

  test('is not frozen by the web', async () => {
    const values = { stoppedReason: 'odd orders', stoppedBy: cast.reviewer.id }
    expect(await refusal(stop({ ...values, thawAt: new Date() }))).toMatch(/only the worker freezes/)
  })
})

test('another request may stay as it is while one is settled', async () => {
  const bystander = await insertRequest(database.db, cast, { state: 'needs_person' })
  const asked = await insertNeedingPerson(database.db, cast)
  await disown(asked, await insertCandidate(database.db, asked))
  await setStateOnRecord(web, asked.id, 'absent')
  expect(await refusal(setStateOnRecord(web, bystander.id, 'absent'))).toMatch(/each order that could be this one/)
})
