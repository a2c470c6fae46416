import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createPerson, sessionContextFor } from '#lib/db/testing/people.ts'
import { createCast, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { exportList, ExportInput } from '#lib/export/export.ts'
import { move, record } from '#lib/requests/store.ts'
import { AuditFilter } from './filter.ts'
import { listAudit, listAuditChoices, showAudit } from './list.ts'

let database: TestDatabase
let cast: Cast
let other: Cast

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  cast = await createCast(database.db)
  other = await createCast(database.db)
})

const person = ({ id }: { id: string }) => ({ kind: 'person', id }) as const

async function list(query: Record<string, string> = {}, who = cast.support) {
  const ctx = await contextFor(database.db, who)
  return await listAudit(ctx, AuditFilter.parse(query))
}
const eventsOf = async (query: Record<string, string>, who = cast.support) =>
  (await list(query, who)).rows.map(({ event }) => event)

const here = (detail?: Record<string, unknown>) => ({
  by: person(cast.admin),
  accountId: cast.account.id,
  ...(detail && { detail }),
})

describe('what a person may see', () => {
  test('is what happened on the accounts whose audit they may read', async () => {
    await record(database.db, { event: 'account.resume', ...here() })
    await record(database.db, { event: 'account.resume', by: person(other.admin), accountId: other.account.id })
    const { rows } = await list({ account: `${cast.account.id},${other.account.id}` })
    expect(rows.map(({ account }) => account?.id)).toEqual([cast.account.id])
  })

  test('is of what belongs to no account what colleagues, people of no role and the console itself did', async () => {
    const gone = await createPerson(database.db)
    await record(database.db, { event: 'session.open', by: person(cast.reviewer) })
    await record(database.db, { event: 'session.open', by: person(other.reviewer) })
    await record(database.db, { event: 'session.end', by: person(gone) })
    await record(database.db, { event: 'purchases.freeze', by: { kind: 'worker', id: 'worker-1' } })
    const ids = (await list({ account: 'none' })).rows.map(({ who }) => who.id)
    expect(ids).toEqual(expect.arrayContaining([cast.reviewer.id, gone.id, 'worker-1']))
    expect(ids).not.toContain(other.reviewer.id)
  })

  test('is nothing for who may read no audit', async () => {
    await expect(list({}, cast.admin)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(showAudit(await contextFor(database.db, cast.admin), { seq: '1' })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(listAuditChoices(await contextFor(database.db, cast.admin))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('is not had by asking for one entry by its number', async () => {
    await record(database.db, { event: 'account.resume', by: person(other.admin), accountId: other.account.id })
    const [theirs] = (await list({}, other.support)).rows
    await expect(
      showAudit(await contextFor(database.db, cast.support), { seq: String(theirs?.seq) }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the audit is narrowed', () => {
  test('by action, by object, by who and by account', async () => {
    await record(database.db, { event: 'account.resume', ...here() })
    await record(database.db, {
      event: 'order.flagged',
      by: { kind: 'worker', id: 'worker-1' },
      accountId: cast.account.id,
    })
    const account = cast.account.id
    expect(await eventsOf({ account })).toEqual(['order.flagged', 'account.resume'])
    expect(await eventsOf({ account, action: 'account.resume,nothing.else' })).toEqual(['account.resume'])
    expect(await eventsOf({ account, object: 'order' })).toEqual(['order.flagged'])
    expect(await eventsOf({ account, person: 'worker' })).toEqual(['order.flagged'])
    expect(await eventsOf({ account, person: cast.admin.id })).toEqual(['account.resume'])
    expect(await eventsOf({ account, at: '7d' })).toHaveLength(2)
    expect(await eventsOf({ account, at: '2020-01-01..2020-01-02' })).toEqual([])
    expect(await eventsOf({ account, sort: 'at' })).toEqual(['account.resume', 'order.flagged'])
  })

  test('by the number of a request, its id, and the id of an order', async () => {
    const { id, number } = await insertRequest(database.db, cast)
    await move(database.db, { id, event: 'reject', by: person(cast.reviewer) })
    await record(database.db, { event: 'order.flagged', ...here({ orderId: 'CS1234567890ABCDE' }) })
    for (const q of [String(number), `#${number}`, id]) expect(await eventsOf({ q })).toEqual(['request.reject'])
    expect(await eventsOf({ q: 'CS1234567890ABCDE' })).toEqual(['order.flagged'])
    expect(await eventsOf({ q: `%' or 1=1 --` })).toEqual([])
  })

  test('by nothing that it cannot understand', async () => {
    await record(database.db, { event: 'account.resume', ...here() })
    for (const after of ['2026-11-22T04:52:30.123456Z~abc', '-~1', '9999-99-99T99:99:99.999999Z~1', '~', 'x'])
      expect(await eventsOf({ account: cast.account.id, after })).toEqual(['account.resume'])
  })
})

test('pages follow each other without a gap, in both directions and from rows of the same moment', async () => {
  await database.db.execute(sql`
    insert into audit (at, actor_kind, actor_id, event, account_id)
    select timestamptz '2026-01-01' + (n / 7) * interval '1 second', 'system', 'x', 'test.' || n, ${cast.account.id}
    from generate_series(1, 120) n`)
  const account = cast.account.id
  for (const sort of ['-at', 'at']) {
    const first = await list({ account, sort })
    const second = await list({ account, sort, after: first.older ?? '' })
    const third = await list({ account, sort, after: second.older ?? '' })
    const all = [first, second, third].flatMap(({ rows }) => rows.map(({ event }) => event))
    const inOrder = Array.from({ length: 120 }, (_, nth) => `test.${nth + 1}`)
    expect(all).toEqual(sort === 'at' ? inOrder : inOrder.toReversed())
    expect(third.older).toBeNull()
    expect((await list({ account, sort, before: third.newer ?? '' })).rows).toEqual(second.rows)
    expect(first.total).toEqual({ count: 120, isExact: true })
  }
})

test('an entry shows what was recorded, and its place in the chain after the one before', async () => {
  const detail = { before: { name: 'A' }, after: { name: 'B' } }
  await record(database.db, { event: 'account.resume', ...here() })
  await record(database.db, { event: 'account.change', ...here(detail) })
  const [last, before] = (await list({ account: cast.account.id })).rows
  const entry = await showAudit(await contextFor(database.db, cast.support), { seq: String(last?.seq) })
  expect(entry).toMatchObject({
    event: 'account.change',
    who: { kind: 'person', id: cast.admin.id, name: 'Admin' },
    account: { id: cast.account.id },
    detail,
    previousHash: before?.hash,
  })
  expect(entry.place).toBe((before?.place ?? 0) + 1)
})

test('an entry names the person or the group that it was about, also a group that has ended', async () => {
  const account = cast.account.id
  await record(database.db, { event: 'person.role.give', ...here({ personId: cast.reviewer.id, role: 'support' }) })
  await record(database.db, { event: 'group.delete', ...here({ groupId: crypto.randomUUID(), name: 'Night desk' }) })
  expect((await list({ account })).rows).toMatchObject([
    { event: 'group.delete', person: null, group: 'Night desk' },
    { event: 'person.role.give', person: { name: 'Reviewer' }, group: null, who: { name: 'Admin' } },
  ])
})

test('the choices are the accounts of the person and the people who have a role there', async () => {
  const { account, person: people } = await listAuditChoices(await contextFor(database.db, cast.support))
  expect(account.map(({ value }) => value)).toEqual([cast.account.id])
  expect(people.map(({ value }) => value).toSorted()).toEqual(
    [cast.admin.id, cast.reviewer.id, cast.support.id].toSorted(),
  )
})

test('who exports the audit has the rows of the list, and stands in it', async () => {
  await record(database.db, { event: 'account.resume', ...here({ note: '=1+1' }) })
  const ctx = await sessionContextFor(database.db, cast.support)
  const { body } = await exportList(ctx, ExportInput.parse({ list: 'audit', account: cast.account.id, format: 'json' }))
  expect(JSON.parse(await new Response(body).text())).toMatchObject([
    { event: 'account.resume', detail: { note: '=1+1' } },
  ])
  expect(await eventsOf({ account: 'none', person: cast.support.id })).toEqual(['list.export', 'session.open'])
  await expect(
    exportList(await sessionContextFor(database.db, cast.admin), ExportInput.parse({ list: 'audit' })),
  ).rejects.toMatchObject({ code: 'forbidden' })
})
