import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { endSession } from '#lib/auth/sessions.ts'
import { removeRole, sessionContextFor } from '#lib/db/testing/people.ts'
import { createCast, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { exportList, ExportInput } from './export.ts'
import { exportedLists } from './exported-lists.ts'
import { wholeLists } from './whole-lists.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const download = async (cast: Cast, input: Record<string, string>) =>
  exportList(await sessionContextFor(database.db, cast.support), ExportInput.parse(input))

const textOf = async (body: ReadableStream<Uint8Array>) =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await new Response(body).arrayBuffer())

async function manyOrders(count: number): Promise<Cast> {
  const cast = await createCast(database.db)
  await database.db.execute(sql`
    insert into cloud_order (account_id, order_id, status, order_type, raw, ordered_at, amount_minor, user_name)
    select ${cast.account.id}, 'CS' || n, case when n % 2 = 0 then 5 else 4 end, 1, '{}', to_timestamp(n), -n, '=cmd' from generate_series(1, ${count}::int) n`)
  return cast
}

test('an export has every row once, in the order of the list, over many reads', async () => {
  const { body, headers } = await download(await manyOrders(2345), { list: 'orders', sort: 'ordered', bom: '0' })
  const lines = (await textOf(body)).split('\r\n')
  expect(lines[0]).toMatch(/^order_id,status,/)
  expect(lines.slice(1, -1).map((line) => line.split(',')[0])).toEqual(
    Array.from({ length: 2345 }, (_, index) => `CS${index + 1}`),
  )
  expect(headers['x-export-rows']).toBe('2345')
  expect(headers['content-disposition']).toMatch(/^attachment; filename="orders-\d{4}-\d\d-\d\d\.csv"$/)
})

test('an export is narrowed as the list is; its texts are no formulas and its numbers are numbers', async () => {
  const { body } = await download(await manyOrders(10), { list: 'orders', status: 'cancelled', after: 'CS5' })
  const text = await textOf(body)
  expect(text.startsWith('\uFEFForder_id')).toBe(true)
  expect(text.split('\r\n')).toHaveLength(7)
  expect(text).toContain(",'=cmd,")
  expect(text).toContain(',-0.09,')
})

test('JSON holds the same rows', async () => {
  const { body } = await download(await manyOrders(1500), { list: 'orders', format: 'json' })
  const rows: unknown = JSON.parse(await textOf(body))
  expect(rows).toHaveLength(1500)
  expect(rows).toMatchObject({ 0: { orderId: 'CS1500', status: 5 } })
})

/** Those of an account; what a page shows whole is in `whole-lists.test.ts`. */
const pagedLists = exportedLists.filter((list) => !Object.hasOwn(wholeLists, list))

test.each(pagedLists)('%s without a row are a header, or an empty array', async (list) => {
  const cast = await createCast(database.db)
  const account = cast.account.id
  expect((await textOf((await download(cast, { list, account })).body)).split('\r\n')).toHaveLength(2)
  expect(JSON.parse(await textOf((await download(cast, { list, account, format: 'json' })).body))).toEqual([])
})

test('nobody exports what they may not see', async () => {
  const [mine, theirs] = [await createCast(database.db), await createCast(database.db)]
  await insertRequest(database.db, theirs)
  for (const query of [{}, { account: theirs.account.id }]) {
    const { body } = await download(mine, { list: 'requests', format: 'json', ...query })
    expect(JSON.parse(await textOf(body))).toEqual([])
  }
})

test('an export stands in the audit once, with what it was narrowed to', async () => {
  const cast = await manyOrders(2500)
  await textOf((await download(cast, { list: 'orders', status: 'completed' })).body)
  const { rows } = await database.db.execute(
    sql`select detail from audit where event = 'list.export' and actor_id = ${cast.support.id}`,
  )
  expect(rows).toMatchObject([{ detail: { list: 'orders', format: 'csv', filter: { status: 'completed' } } }])
})

test('who goes away is not read ahead of', async () => {
  const { body } = await download(await manyOrders(5000), { list: 'orders' })
  const reader = body.getReader()
  await reader.read()
  await reader.read()
  await reader.cancel()
  expect(await reader.read()).toEqual({ done: true, value: undefined })
})

test.each(['session', 'role'] as const)('an export breaks off when the %s of whoever takes it ends', async (what) => {
  const { account, support } = await manyOrders(1000)
  const ctx = await sessionContextFor(database.db, support)
  const { body } = await exportList(ctx, ExportInput.parse({ list: 'orders' }))
  const reader = body.getReader()
  await reader.read()
  await reader.read()
  if (what === 'session') await endSession(database.db, ctx.session.sessionIdHash)
  else await removeRole(database.db, support.id, account.id, 'support')
  await expect(reader.read()).rejects.toMatchObject({ code: 'forbidden' })
})

test.each([
  { status: 'completed' },
  { amount: '-3000..' },
  { person: 'cloud:=cmd' },
  { attention: 'any' },
  { amount: '-3000..', person: 'cloud:=cmd', status: 'completed', sort: 'amount' },
])('however long an export is, what fits %j is counted once', async (query) => {
  const cast = await manyOrders(3000)
  await database.db.execute(sql`update cloud_order set attention = 'lost' where account_id = ${cast.account.id}`)
  const asked = vi.spyOn(database.db.$client, 'query')
  const { body } = await download(cast, { list: 'orders', ...query })
  const lines = (await textOf(body)).split('\r\n')
  const statements = asked.mock.calls.map(([statement]) => JSON.stringify(statement))
  asked.mockRestore()
  expect(lines.length).toBeGreaterThan(1000)
  expect(statements.filter((text) => text.includes('t.order_id')).length).toBeGreaterThan(5)
  expect(statements.filter((text) => counting.test(text)).length).toBeLessThanOrEqual(1)
})

/** A statement that says how many fit; others count the lines of an order or the classes of a page. */
const counting = /count\(\*\)::integer as (?:count|fitting)|count\(\*\) (?:as count|filter)/
