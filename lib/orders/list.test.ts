import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context.ts'
import { cloudOrder, syncState } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, insertOrderedRequest, type Cast } from '#lib/db/testing/requests.ts'
import { countMax, type SizedWindow } from '#lib/page.ts'
import { listOrderChoices } from './choices.ts'
import { OrderFilter } from './filter.ts'
import { countOrders, listOrders } from './list.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const list = (ctx: Context, filter: Record<string, string> = {}) => listOrders(ctx, OrderFilter.parse(filter))
const support = ({ support: person }: Cast) => contextFor(database.db, person)

const insertOrder = (cast: Cast, orderId: string, values: Partial<typeof cloudOrder.$inferInsert> = {}) =>
  database.db
    .insert(cloudOrder)
    .values({ accountId: cast.account.id, orderId, status: 5, orderType: 1, currency: 'CNY', raw: {}, ...values })

describe('a list of orders', () => {
  test('links what was asked for here and marks the rest as bought elsewhere', async () => {
    const cast = await createCast(database.db)
    const asked = await insertOrderedRequest(database.db, cast)
    await insertOrder(cast, asked.orderId, { orderedAt: new Date(2) })
    await insertOrder(cast, 'CS-ELSEWHERE', { orderedAt: new Date(1) })
    const ctx = await support(cast)
    const { rows } = await list(ctx)
    expect(rows.map(({ orderId, request }) => [orderId, request?.number ?? null])).toEqual([
      [asked.orderId, asked.number],
      ['CS-ELSEWHERE', null],
    ])
    expect((await list(ctx, { origin: 'here' })).rows).toHaveLength(1)
    expect((await list(ctx, { origin: 'elsewhere' })).total).toEqual({ count: 1, isExact: true })
  })

  test('is narrowed to currencies, and offers those that there are', async () => {
    const cast = await createCast(database.db)
    for (const [orderId, currency] of Object.entries({ CS1: 'CNY', CS2: 'USD', CS3: 'EUR', CS4: '' }))
      await insertOrder(cast, orderId, { currency })
    const ctx = await support(cast)
    const ids = async (currency: string) => (await list(ctx, { currency })).rows.map(({ orderId }) => orderId)
    expect(await ids('USD')).toEqual(['CS2'])
    expect(await ids('CNY,EUR')).toEqual(['CS3', 'CS1'])
    expect(await ids('usd')).toHaveLength(4)
    expect((await listOrderChoices(ctx, { of: 'currency' })).map(({ value }) => value)).toEqual(['CNY', 'EUR', 'USD'])
    await database.db
      .update(cloudOrder)
      .set({ currency: 'USD' })
      .where(sql`account_id = ${cast.account.id} and order_id = 'CS4'`)
    expect(await ids('USD')).toEqual(['CS4', 'CS2'])
  })

  test('begins with orders whose time is not known, and pages over them', async () => {
    const cast = await createCast(database.db)
    for (const orderId of ['CS1', 'CS2']) await insertOrder(cast, orderId)
    for (let made = 0; made < 60; made += 1) await insertOrder(cast, `CT${made}`, { orderedAt: new Date(made) })
    const ctx = await support(cast)
    const first = await list(ctx)
    const second = await list(ctx, { after: first.older ?? '' })
    const seen = [...first.rows, ...second.rows].map(({ orderId }) => orderId)
    expect(new Set(seen).size).toBe(62)
    expect(seen.slice(0, 3)).toEqual(['CS2', 'CS1', 'CT59'])
  })

  test('loses no order that two projects share at the end of a page, whichever way it is paged', async () => {
    const [cast, second] = [await createCast(database.db), await createCast(database.db)]
    await insertOrder(cast, 'CS0', { orderedAt: new Date(9) })
    for (const [at, orderId] of ['CS1', 'CS2', 'CS3'].entries())
      for (const each of [cast, second]) await insertOrder(each, orderId, { orderedAt: new Date(8 - at) })
    const ctx = await support(cast)
    const memberships = [...ctx.actor.memberships, { accountId: second.account.id, role: 'support' as const }]
    const page = (window: SizedWindow) =>
      listOrders({ ...ctx, actor: { ...ctx.actor, memberships } }, { ...OrderFilter.parse({}), ...window, size: 2 })
    const ids = ({ rows }: Awaited<ReturnType<typeof page>>) => rows.map(({ orderId }) => orderId)
    const forth: string[][] = []
    let at = await page({})
    for (; at.older !== null; at = await page({ after: at.older })) forth.push(ids(at))
    forth.push(ids(at))
    expect(forth).toEqual([['CS0'], ['CS1', 'CS1'], ['CS2', 'CS2'], ['CS3', 'CS3']])
    expect(ids(await page({ before: at.newer ?? '' }))).toEqual(['CS2', 'CS2'])
  })

  test('counts all that are chosen by their kind, and else to ten thousand, which the page does not wait for', async () => {
    const cast = await createCast(database.db)
    await database.db.execute(sql`
      insert into cloud_order (account_id, order_id, status, order_type, raw, ordered_at)
      select ${cast.account.id}, 'CS' || n, 5, 1, '{}', to_timestamp(n) from generate_series(1, ${countMax + 5}) n`)
    const ctx = await support(cast)
    expect((await list(ctx)).total).toEqual({ count: countMax + 5, isExact: true })
    expect((await list(ctx, { status: 'completed' })).total).toEqual({ count: countMax + 5, isExact: true })
    const since = { ordered: '1970-01-01..' }
    expect((await list(ctx, since)).total).toBeNull()
    expect(await countOrders(ctx, OrderFilter.parse(since))).toEqual({ count: countMax, isExact: false })
  })

  test('narrows to what was paid in the vendor’s month, which begins eight hours before that of UTC', async () => {
    const cast = await createCast(database.db)
    await insertOrder(cast, 'CS-NOW', { paidAt: new Date() })
    await insertOrder(cast, 'CS-OLD', { paidAt: new Date('2020-01-01T00:00:00Z') })
    const { rows } = await list(await support(cast), { paid: 'month' })
    expect(rows.map(({ orderId }) => orderId)).toEqual(['CS-NOW'])
  })

  test('narrows by several values of a token, and leaves out what it does not understand', async () => {
    const cast = await createCast(database.db)
    await insertOrder(cast, 'CS-1', { status: 6, orderType: 1, serviceTypeCode: 'hws.cph', region: 'cn-north-4' })
    await insertOrder(cast, 'CS-2', { status: 4, orderType: 3, serviceTypeCode: 'hws.ecs', region: 'ap-southeast-1' })
    await insertOrder(cast, 'CS-3', { status: 5, orderType: 3, serviceTypeCode: 'hws.ecs', attention: 'lost' })
    const ctx = await support(cast)
    const ids = async (filter: Record<string, string>) =>
      (await list(ctx, filter)).rows.map(({ orderId }) => orderId).toSorted()
    expect(await ids({ status: 'unpaid,cancelled' })).toEqual(['CS-1', 'CS-2'])
    expect(await ids({ status: 'cancelled,nonsense', type: 'change' })).toEqual(['CS-2'])
    expect(await ids({ status: 'nonsense', sort: 'nonsense', amount: 'much', ordered: '2026-02-30..' })).toHaveLength(3)
    expect(await ids({ service: 'hws.ecs', region: 'ap-southeast-1,cn-north-4' })).toEqual(['CS-2'])
    expect(await ids({ account: cast.account.id, attention: 'any' })).toEqual(['CS-3'])
    expect(await ids({ account: randomUUID() })).toEqual([])
  })

  test('narrows by who asked, whether here or in the vendor’s console', async () => {
    const cast = await createCast(database.db)
    const asked = await insertOrderedRequest(database.db, cast)
    await insertOrder(cast, asked.orderId, { userName: 'robot' })
    await insertOrder(cast, 'CS-ROBOT', { userName: 'robot' })
    await insertOrder(cast, 'CS-OTHER', { userName: 'somebody' })
    const ctx = await support(cast)
    const ids = async (person: string) => (await list(ctx, { person })).rows.map(({ orderId }) => orderId)
    expect(await ids(cast.admin.id)).toEqual([asked.orderId])
    expect(await ids('cloud:robot')).toEqual(['CS-ROBOT'])
    expect(await ids(`${cast.admin.id},cloud:somebody`)).toHaveLength(2)
    expect((await list(ctx, { person: cast.admin.id })).rows[0]?.askedBy).toEqual({ id: cast.admin.id, name: 'Admin' })
  })

  test('narrows by amount and by days of the vendor’s clock, with what is not known left out', async () => {
    const cast = await createCast(database.db)
    await insertOrder(cast, 'CS-5', { amountMinor: 500, orderedAt: new Date('2026-03-01T15:59:59Z') })
    await insertOrder(cast, 'CS-9', { amountMinor: 900, orderedAt: new Date('2026-03-01T16:00:00Z') })
    await insertOrder(cast, 'CS-NO')
    const ctx = await support(cast)
    const ids = async (filter: Record<string, string>) => (await list(ctx, filter)).rows.map(({ orderId }) => orderId)
    expect(await ids({ amount: '..500' })).toEqual(['CS-5'])
    expect(await ids({ amount: '501..' })).toEqual(['CS-9'])
    expect(await ids({ ordered: '..2026-03-01' })).toEqual(['CS-5'])
    expect(await ids({ ordered: '2026-03-02..' })).toEqual(['CS-9'])
  })

  test('finds what lapses unpaid within a day among what needs attention', async () => {
    const cast = await createCast(database.db)
    const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000)
    await insertOrder(cast, 'CS-SOON', { status: 6, payUntil: inHours(3) })
    await insertOrder(cast, 'CS-LATER', { status: 6, payUntil: inHours(30) })
    await insertOrder(cast, 'CS-PAID', { status: 5, payUntil: inHours(3) })
    const ctx = await support(cast)
    for (const attention of ['expiring', 'any'])
      expect((await list(ctx, { attention })).rows.map(({ orderId }) => orderId)).toEqual(['CS-SOON'])
  })

  test.each([
    ['ordered', ['CS-A', 'CS-B', 'CS-NO']],
    ['-ordered', ['CS-NO', 'CS-B', 'CS-A']],
    ['amount', ['CS-NO', 'CS-B', 'CS-A']],
    ['-amount', ['CS-A', 'CS-B', 'CS-NO']],
    ['-paid', ['CS-A', 'CS-B', 'CS-NO']],
    ['pay_until', ['CS-B', 'CS-A', 'CS-NO']],
  ])('sorts by %s, and turns its pages both ways through what is not known', async (sort, expected) => {
    const cast = await createCast(database.db)
    const at = (day: number) => new Date(Date.UTC(2026, 0, day))
    await insertOrder(cast, 'CS-A', { orderedAt: at(1), amountMinor: 9, paidAt: at(5), payUntil: at(9) })
    await insertOrder(cast, 'CS-B', { orderedAt: at(2), amountMinor: 3, paidAt: at(4), payUntil: at(8) })
    await insertOrder(cast, 'CS-NO')
    const ctx = await support(cast)
    const { rows } = await list(ctx, { sort })
    expect(rows.map(({ orderId }) => orderId)).toEqual(expected)
    const [first, second, third] = rows
    const turned = await Promise.all([
      list(ctx, { sort, after: first?.key ?? '' }),
      list(ctx, { sort, before: third?.key ?? '' }),
    ])
    expect(turned.map((page) => page.rows.map(({ orderId }) => orderId))).toEqual([
      [second?.orderId, third?.orderId],
      [first?.orderId, second?.orderId],
    ])
  })

  test('says since when it is true, and why it could not be read since', async () => {
    const cast = await createCast(database.db)
    const ctx = await support(cast)
    expect((await list(ctx)).asOf).toEqual({ at: null, failedAt: null, failure: null })
    const asOf = new Date('2026-11-22T04:00:00Z')
    const failedAt = new Date('2026-11-22T04:10:00Z')
    await database.db
      .insert(syncState)
      .values({ accountId: cast.account.id, kind: 'orders', asOf, failedAt, failure: 'APIGW.0308 slow down' })
    expect((await list(ctx)).asOf).toEqual({
      at: asOf.toISOString(),
      failedAt: failedAt.toISOString(),
      failure: 'APIGW.0308 slow down',
      failed: { account: cast.account.name, at: asOf.toISOString() },
    })
  })
})
