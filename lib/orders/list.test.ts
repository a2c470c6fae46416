import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context.ts'
import { cloudOrder, syncState } from '#lib/db/mirror-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { createCast, insertOrderedRequest, type Cast } from '#lib/db/testing/requests.ts'
import { countMax } from '#lib/page.ts'
import { OrderFilter } from './filter.ts'
import { listOrders } from './list.ts'
import { showOrder } from './show.ts'

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
    expect((await list(ctx, { origin: 'elsewhere' })).total.count).toBe(1)
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

  test('counts to ten thousand and then says that there are more', async () => {
    const cast = await createCast(database.db)
    await database.db.execute(sql`
      insert into cloud_order (account_id, order_id, status, order_type, raw, ordered_at)
      select ${cast.account.id}, 'CS' || n, 5, 1, '{}', to_timestamp(n) from generate_series(1, ${countMax + 5}) n`)
    const { total } = await list(await support(cast))
    expect(total).toEqual({ count: countMax, isExact: false })
  })

  test('narrows to what was paid in the vendor’s month, which begins eight hours before that of UTC', async () => {
    const cast = await createCast(database.db)
    await insertOrder(cast, 'CS-NOW', { paidAt: new Date() })
    await insertOrder(cast, 'CS-OLD', { paidAt: new Date('2020-01-01T00:00:00Z') })
    const { rows } = await list(await support(cast), { paid: 'this_month' })
    expect(rows.map(({ orderId }) => orderId)).toEqual(['CS-NOW'])
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
    })
  })
})

test('an order that two projects share is shown with the account that asked for it', async () => {
  const cast = await createCast(database.db)
  const asked = await insertOrderedRequest(database.db, cast)
  const second = await createCast(database.db)
  await insertOrder(second, asked.orderId)
  await insertOrder(cast, asked.orderId, {
    raw: {
      lines: [{ id: '7', productSpec: 'physical.kg1', quantity: 2, periodType: 2, periodCount: 1, amountMinor: 5 }],
    },
  })
  const ctx = await support(cast)
  const both = {
    ...ctx,
    actor: {
      ...ctx.actor,
      memberships: [...ctx.actor.memberships, { accountId: second.account.id, role: 'support' as const }],
    },
  }
  const shown = await showOrder(both, { orderId: asked.orderId })
  expect(shown.account.id).toBe(cast.account.id)
  expect(shown.lines).toMatchObject([
    { product: 'physical.kg1', count: 2, period: { type: 2, count: 1 }, amountMinor: 5 },
  ])
})

test('an order of somebody else’s account is not there', async () => {
  const [cast, other] = [await createCast(database.db), await createCast(database.db)]
  await insertOrder(other, 'CS-FOREIGN')
  await expect(showOrder(await support(cast), { orderId: 'CS-FOREIGN' })).rejects.toMatchObject({ code: 'not_found' })
})
