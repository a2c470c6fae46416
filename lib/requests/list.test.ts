import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context.ts'
import { requestVersion } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createPerson } from '#lib/db/testing/people.ts'
import { createCast, insertOrderedRequest, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { pageSize, type RowsPage } from '#lib/page.ts'
import { RequestDocument } from './document.ts'
import { RequestFilter } from './filter.ts'
import { fullInput } from '#lib/operations/switch-phone-server/fixtures/inputs.ts'
import { listRequests } from './list.ts'
import type { RequestRow } from './queries.ts'
import { documentOf, insertWithDocument } from './testing/insert-document.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const list = (ctx: Context, filter: Record<string, string> = {}) => listRequests(ctx, RequestFilter.parse(filter))
const ids = ({ rows }: RowsPage<RequestRow>) => rows.map(({ id }) => id)
const as = (someone: Cast['admin']) => contextFor(database.db, someone)

describe('a list of requests', () => {
  test('shows a person the requests of their own accounts and no others', async () => {
    const [mine, foreign] = [await createCast(database.db), await createCast(database.db)]
    const shown = await insertRequest(database.db, mine)
    await insertRequest(database.db, foreign)
    const page = await list(await as(mine.support))
    expect(ids(page)).toEqual([shown.id])
    expect(page.total).toEqual({ count: 1, isExact: true })
  })

  test('shows nothing to a person without a role, also when they name an account', async () => {
    const cast = await createCast(database.db)
    await insertRequest(database.db, cast)
    const nobody = await createPerson(database.db)
    expect(ids(await list(await as(nobody), { account: cast.account.id }))).toEqual([])
  })

  test('turns its pages forward and back without losing or repeating a request, at equal times too', async () => {
    const cast = await createCast(database.db)
    const count = 2 * pageSize + 7
    const at = Date.parse('2026-11-01T00:00:00Z')
    for (let made = 0; made < count; made += 1)
      await insertRequest(database.db, cast, { createdAt: new Date(at + Math.floor(made / 10) * 1000) })
    const ctx = await as(cast.admin)
    const first = await list(ctx)
    const second = await list(ctx, { after: first.older ?? '' })
    const third = await list(ctx, { after: second.older ?? '' })
    expect(new Set([...ids(first), ...ids(second), ...ids(third)]).size).toBe(count)
    expect(third.older).toBeNull()
    expect(first.newer).toBeNull()
    expect(ids(await list(ctx, { before: third.newer ?? '' }))).toEqual(ids(second))
    expect(ids(await list(ctx, { before: second.newer ?? '' }))).toEqual(ids(first))
    expect(first.total.count).toBe(count)
  })

  test('stays where it is while newer requests arrive', async () => {
    const cast = await createCast(database.db)
    for (let made = 0; made < pageSize + 3; made += 1)
      await insertRequest(database.db, cast, { createdAt: new Date(Date.parse('2026-10-01T00:00:00Z') + made) })
    const ctx = await as(cast.admin)
    const first = await list(ctx)
    const before = ids(await list(ctx, { after: first.older ?? '' }))
    await insertRequest(database.db, cast)
    expect(ids(await list(ctx, { after: first.older ?? '' }))).toEqual(before)
  })

  test('falls back where the address is not a filter', async () => {
    const cast = await createCast(database.db)
    const shown = await insertRequest(database.db, cast)
    const page = await list(await as(cast.admin), {
      group: 'nonsense',
      whose: 'theirs',
      after: "'; drop table request",
    })
    expect(ids(page)).toEqual([shown.id])
  })

  test('begins anew after a place that is none of its rows', async () => {
    const cast = await createCast(database.db)
    const shown = await insertRequest(database.db, cast)
    const ctx = await as(cast.admin)
    for (const place of ['2026-01-01T00:00:00.000000Z~x', '-~not-a-uuid']) {
      expect(ids(await list(ctx, { after: place }))).toEqual([shown.id])
      expect(ids(await list(ctx, { before: place }))).toEqual([shown.id])
    }
  })
})

describe('what waits for me', () => {
  test('is what I may decide: waiting, on an account I review, neither asked for nor edited by me', async () => {
    const cast = await createCast(database.db)
    const reviewer = await createPerson(database.db, { roles: ['reviewer', 'admin'], account: cast.account })
    const open = await insertRequest(database.db, cast)
    await insertRequest(database.db, { account: cast.account, admin: reviewer })
    await insertRequest(database.db, cast, { state: 'approved' })
    await insertRequest(database.db, cast, { expiresAt: new Date(0) })
    const edited = await insertRequest(database.db, cast, { version: 2 })
    await database.db.insert(requestVersion).values({
      requestId: edited.id,
      version: 1,
      document: {},
      approvalHash: edited.approvalHash,
      body: '{}',
      createdBy: reviewer.id,
    })
    expect(ids(await list(await as(reviewer), { whose: 'for_me' }))).toEqual([open.id])
  })

  test('is nothing for somebody who reviews no account', async () => {
    const cast = await createCast(database.db)
    await insertRequest(database.db, cast)
    expect(ids(await list(await as(cast.support), { whose: 'for_me' }))).toEqual([])
  })
})

describe('a search', () => {
  test('finds a request by its number, its id, its title or its order', async () => {
    const cast = await createCast(database.db)
    const sought = await insertOrderedRequest(database.db, cast)
    await insertRequest(database.db, cast, { title: 'Something else' })
    const ctx = await as(cast.support)
    for (const q of [String(sought.number), `#${sought.number}`, sought.id, '2 phone', sought.orderId.toLowerCase()])
      expect({ q, found: ids(await list(ctx, { q })) }).toEqual({ q, found: [sought.id] })
  })

  test('takes percent signs and underscores as they are', async () => {
    const cast = await createCast(database.db)
    const odd = await insertRequest(database.db, cast, { title: '100 % of farm_1' })
    await insertRequest(database.db, cast, { title: '100 x of farm-1' })
    const ctx = await as(cast.support)
    expect(ids(await list(ctx, { q: '100 %' }))).toEqual([odd.id])
    expect(ids(await list(ctx, { q: 'farm_1' }))).toEqual([odd.id])
  })
})

test('a request counts as stuck when it stays in a passing state longer than usual, and never where it may rest', async () => {
  const cast = await createCast(database.db)
  const anHourAgo = new Date(Date.now() - 3_600_000)
  const stuck = await insertRequest(database.db, cast, { state: 'sending', changedAt: anHourAgo })
  await insertRequest(database.db, cast, { state: 'sending' })
  await insertRequest(database.db, cast, { state: 'not_known', changedAt: anHourAgo })
  await insertRequest(database.db, cast, { state: 'awaiting_approval', changedAt: anHourAgo })
  expect(ids(await list(await as(cast.support), { group: 'stuck' }))).toEqual([stuck.id])
})

test('a request without an amount says whether it is free, paid by use, or has no price', async () => {
  const cast = await createCast(database.db)
  const unpriced = { ...documentOf(cast), price: null }
  const hour = { fromHourMillionths: 1, toHourMillionths: 2, currency: 'CNY', quotedAt: '2026-11-22T04:00:00.000Z' }
  await insertWithDocument(database.db, cast)
  await insertWithDocument(database.db, cast, {}, unpriced)
  await insertWithDocument(database.db, cast, {}, { ...unpriced, operation: 'resize-server', usage: hour })
  await insertWithDocument(
    database.db,
    cast,
    {},
    RequestDocument.parse({ ...unpriced, operation: 'switch-phone-server', input: fullInput }),
  )
  const { rows } = await list(await as(cast.support))
  expect(rows.map(({ charge }) => charge)).toEqual(['free', 'usage', 'unpriced', 'amount'])
})

test('requests are narrowed by how long ago they were asked for', async () => {
  const cast = await createCast(database.db)
  const hoursAgo = async (hours: number) =>
    (await insertRequest(database.db, cast, { createdAt: new Date(Date.now() - hours * 3_600_000) })).id
  const [fresh, day, week] = [await hoursAgo(0.2), await hoursAgo(20), await hoursAgo(170)]
  const ctx = await as(cast.support)
  expect(ids(await list(ctx, { age: 'under_1h' }))).toEqual([fresh])
  expect(ids(await list(ctx, { age: '4h_1d' }))).toEqual([day])
  expect(ids(await list(ctx, { age: 'over_3d' }))).toEqual([week])
  expect(ids(await list(ctx, { age: 'nonsense' }))).toHaveLength(3)
})
