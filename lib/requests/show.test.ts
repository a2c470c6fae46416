import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { accountBudget } from '#lib/db/account-schema.ts'
import { cloudOrder, phoneServer } from '#lib/db/mirror-schema.ts'
import { audit, requestComment, requestVersion, resourceLink } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createPerson } from '#lib/db/testing/people.ts'
import { createCast, type Cast } from '#lib/db/testing/requests.ts'
import { sha256 } from './document.ts'
import { showRequest } from './show.ts'
import { documentOf, insertWithDocument } from './testing/insert-document.ts'

let database: TestDatabase
let cast: Cast
beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
})
afterAll(() => database.drop())

const show = async (someone: Cast['admin'], id: string) => showRequest(await contextFor(database.db, someone), { id })

describe('the page of a request', () => {
  test('shows the frozen document with the hash that is signed and the exact bytes', async () => {
    const document = documentOf(cast)
    const asked = await insertWithDocument(database.db, cast, {}, document)
    const shown = await show(cast.reviewer, asked.id)
    expect(shown.hash).toBe(asked.approvalHash)
    expect(shown.document).toMatchObject({
      call: { body: '{"count":2}' },
      bodySha256: sha256('{"count":2}'),
      price: document.price,
    })
  })

  test('is not there for somebody without a role on its account', async () => {
    const asked = await insertWithDocument(database.db, cast)
    const stranger = (await createCast(database.db)).reviewer
    await expect(show(stranger, asked.id)).rejects.toMatchObject({ code: 'not_found' })
    await expect(show(stranger, randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  })

  test('offers the decision to a reviewer and tells others why not', async () => {
    const asked = await insertWithDocument(database.db, cast)
    const reasons = async (someone: Cast['admin']) => {
      const { actions } = await show(someone, asked.id)
      return [actions.approve.reason, actions.reject.reason, actions.withdraw.reason, actions.comment.reason]
    }
    expect(await reasons(cast.reviewer)).toEqual([null, null, 'denied.needsAdmin', null])
    expect(await reasons(cast.admin)).toEqual(['denied.needsReviewer', 'denied.needsReviewer', null, null])
    expect(await reasons(cast.support)).toEqual([
      'denied.needsReviewer',
      'denied.needsReviewer',
      'denied.needsAdmin',
      null,
    ])
  })

  test('names who can decide, the requester left out', async () => {
    const both = await createPerson(database.db, { roles: ['admin', 'reviewer'], account: cast.account, name: 'Both' })
    const asked = await insertWithDocument(database.db, { account: cast.account, admin: both })
    const shown = await show(both, asked.id)
    expect(shown.deciders).toEqual([{ id: cast.reviewer.id, name: 'Reviewer' }])
    expect(shown.actions.approve.reason).toBe('denied.ownRequest')
  })

  test('tells a reviewer what was spent of the month’s budget, while it waits and costs something in its currency', async () => {
    const own = await createCast(database.db)
    const currency = 'CNY'
    const insert = async (values: Parameters<typeof insertWithDocument>[2]) =>
      (await insertWithDocument(database.db, own, values)).id
    const waiting = await insert({})
    expect((await show(own.reviewer, waiting)).budget).toBeNull()
    const budget = { accountId: own.account.id, amountMinor: 500, changedBy: own.support.id }
    await database.db.insert(accountBudget).values({ ...budget, currency: 'USD' })
    expect((await show(own.reviewer, waiting)).budget).toBeNull()
    await database.db.insert(accountBudget).values({ ...budget, currency })
    const paid = { status: 5, orderType: 1, amountMinor: 120, currency, paidAt: new Date(), raw: {} }
    await database.db.insert(cloudOrder).values({ ...paid, accountId: own.account.id, orderId: 'CSB1' })
    expect((await show(own.reviewer, waiting)).budget).toEqual({ budgetMinor: 500, spentMinor: 120 })
    expect((await show(own.reviewer, await insert({ amountMinor: null, currency: null }))).budget).toBeNull()
    expect((await show(own.reviewer, await insert({ state: 'done' }))).budget).toBeNull()
  })

  test('compares the price with that of the version before', async () => {
    const asked = await insertWithDocument(database.db, cast, { version: 2 })
    const earlier = documentOf(cast)
    await database.db.insert(requestVersion).values({
      requestId: asked.id,
      version: 1,
      document: { ...earlier, price: { ...earlier.price, amountMinor: 90_000 } },
      approvalHash: asked.approvalHash,
      body: '{}',
      createdBy: cast.admin.id,
    })
    expect((await show(cast.reviewer, asked.id)).lastAmountMinor).toBe(90_000)
  })

  test('tells its story in order, comments with their words among what happened', async () => {
    const asked = await insertWithDocument(database.db, cast)
    const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 4, 0, second))
    const happened = { requestId: asked.id, accountId: cast.account.id }
    await database.db.insert(audit).values([
      { ...happened, at: at(1), actorKind: 'person', actorId: cast.admin.id, event: 'request.submit' },
      { ...happened, at: at(2), actorKind: 'person', actorId: cast.support.id, event: 'request.comment' },
      {
        ...happened,
        at: at(3),
        actorKind: 'person',
        actorId: cast.reviewer.id,
        event: 'request.approve',
        detail: { comment: 'Go' },
      },
      { ...happened, at: at(4), actorKind: 'worker', actorId: 'worker-1', event: 'request.send' },
    ])
    await database.db
      .insert(requestComment)
      .values({ requestId: asked.id, personId: cast.support.id, body: 'Really?', createdAt: at(2) })
    const { history, milestones } = await show(cast.support, asked.id)
    expect(history.map(({ event, who, text }) => [event, who?.name ?? null, text])).toEqual([
      ['submit', 'Admin', null],
      ['comment', 'Support', 'Really?'],
      ['approve', 'Reviewer', 'Go'],
      ['send', null, null],
    ])
    expect(milestones.map(({ standing }) => standing)).toEqual(['passed', 'passed', 'passed', 'here', 'ahead', 'ahead'])
  })

  test('counts as delivered only servers that work, are frozen or stopped', async () => {
    const asked = await insertWithDocument(database.db, cast, { state: 'provisioning' })
    for (const [serverId, status] of [
      ['working', 5],
      ['creating', 3],
    ] as const) {
      await database.db.insert(resourceLink).values({ resourceId: serverId, requestId: asked.id, kind: 'phone_server' })
      await database.db.insert(phoneServer).values({
        accountId: cast.account.id,
        serverId,
        name: serverId,
        status,
        serverModel: 'm',
        phoneModel: 'p',
        raw: {},
        phones: [{}, {}],
      })
    }
    const { delivered, expected, resources } = await show(cast.support, asked.id)
    expect({ delivered, expected }).toEqual({ delivered: 1, expected: 2 })
    expect(resources.map(({ name, status, phones }) => [name, status, phones])).toEqual([
      ['creating', 3, 2],
      ['working', 5, 2],
    ])
  })

  test('reads a reason that is stored oddly as none', async () => {
    const asked = await insertWithDocument(database.db, cast, { stateReason: { words: 7 } })
    expect((await show(cast.support, asked.id)).stateReason).toBeNull()
  })
})
