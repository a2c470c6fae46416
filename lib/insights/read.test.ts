import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cloudJob, cloudOrder, syncState } from '#lib/db/mirror-schema.ts'
import { membership } from '#lib/db/schema.ts'
import { orderTally } from '#lib/db/tally-schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor, createAccount, createPerson } from '#lib/db/testing/people.ts'
import { createCast, insertRequest, type Cast } from '#lib/db/testing/requests.ts'
import { JobFilter } from '#lib/jobs/filter.ts'
import { listJobs } from '#lib/jobs/list.ts'
import { OrderFilter } from '#lib/orders/filter.ts'
import { listOrders } from '#lib/orders/list.ts'
import { spentTypes } from '#lib/orders/status.ts'
import { InsightsFilter } from './filter.ts'
import { spentThisMonth } from './month.ts'
import { readInsights } from './read.ts'
import { settleTallies } from './settle.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

type OrderValues = Partial<typeof cloudOrder.$inferInsert>

/** Noon of a day in China. */
const noon = (day: string) => new Date(`${day}T04:00:00Z`)
const now = { now: () => noon('2026-11-22') }

const insertOrder = ({ account }: Cast, orderId: string, values: OrderValues = {}) =>
  database.db.insert(cloudOrder).values({
    accountId: account.id,
    orderId,
    status: 5,
    orderType: 1,
    serviceTypeCode: 'phones',
    serviceTypeName: 'Cloud Phone',
    amountMinor: 100,
    currency: 'CNY',
    paidAt: noon('2026-11-10'),
    raw: {},
    ...values,
  })

const insightsFor = async (someone: Cast['admin'], filter: Record<string, string> = {}) =>
  readInsights(await contextFor(database.db, someone, now), InsightsFilter.parse(filter))

describe('spend over time', () => {
  test('is by month and service, the dearest service first, and leaves unsubscriptions and the unpaid out', async () => {
    const cast = await createCast(database.db)
    await insertOrder(cast, 'CS1')
    await insertOrder(cast, 'CS2', { serviceTypeCode: 'ecs', serviceTypeName: 'ECS', amountMinor: 900 })
    await insertOrder(cast, 'CS3', { paidAt: noon('2026-09-30') })
    await insertOrder(cast, 'CS4', { orderType: 4 })
    await insertOrder(cast, 'CS5', { paidAt: null, status: 6 })
    await insertOrder(cast, 'CS6', { paidAt: noon('2025-11-30') })
    const { spend } = await insightsFor(cast.support)
    expect(spend).toHaveLength(1)
    expect(spend[0]).toMatchObject({ currency: 'CNY', totalMinor: 1100, orders: 3 })
    expect(spend[0]?.services).toEqual([
      { code: 'ecs', name: 'ECS', totalMinor: 900, codes: ['ecs'] },
      { code: 'phones', name: 'Cloud Phone', totalMinor: 200, codes: ['phones'] },
    ])
    const drawn = spend[0]?.periods.filter(({ orders }) => orders > 0)
    expect(drawn).toEqual([
      { from: '2026-09-01', to: '2026-09-30', totalMinor: 100, orders: 1, minor: [0, 100] },
      { from: '2026-11-01', to: '2026-11-30', totalMinor: 1000, orders: 2, minor: [900, 100] },
    ])
    expect((await insightsFor(cast.support, { span: '30d' })).spend[0]?.totalMinor).toBe(1000)
    const filter = OrderFilter.parse({ paid: '2026-11-01..2026-11-30', type: spentTypes })
    const { rows } = await listOrders(await contextFor(database.db, cast.support, now), filter)
    expect(rows.map(({ orderId }) => orderId).toSorted()).toEqual(['CS1', 'CS2'])
  })

  test('draws the sixth service and those after it as one', async () => {
    const cast = await createCast(database.db)
    for (let service = 1; service <= 7; service += 1)
      await insertOrder(cast, `CT${service}`, { serviceTypeCode: `s${service}`, amountMinor: service })
    const { spend } = await insightsFor(cast.support)
    expect(spend[0]?.services.map(({ code, totalMinor }) => [code, totalMinor])).toEqual([
      ['s7', 7],
      ['s6', 6],
      ['s5', 5],
      ['s4', 4],
      ['s3', 3],
      ['', 3],
    ])
    expect(spend[0]?.services.at(-1)?.codes).toEqual(['s2', 's1'])
    expect(spend[0]?.periods.at(-1)?.minor).toEqual([7, 6, 5, 4, 3, 3])
  })

  test('keeps currencies apart, and other people’s accounts out', async () => {
    const [cast, other] = [await createCast(database.db), await createCast(database.db)]
    await insertOrder(cast, 'CU1')
    await insertOrder(cast, 'CU2', { currency: 'USD' })
    await insertOrder(cast, 'CU3', { currency: 'USD' })
    await insertOrder(other, 'CU4', { amountMinor: 5_000 })
    const { spend, statuses } = await insightsFor(cast.support, { account: cast.account.id })
    expect(spend.map(({ currency, totalMinor }) => [currency, totalMinor])).toEqual([
      ['USD', 200],
      ['CNY', 100],
    ])
    expect(statuses).toEqual([{ status: 5, orders: 3 }])
    expect(await insightsFor(cast.support, { account: other.account.id })).toMatchObject({ spend: [], statuses: [] })
  })
})

describe('what is counted as it happens', () => {
  test('follows an order through its life, and agrees with a count anew', async () => {
    const cast = await createCast(database.db)
    await insertOrder(cast, 'CV1', { status: 6, paidAt: null })
    await insertOrder(cast, 'CV2')
    const set = (orderId: string, values: OrderValues) =>
      database.db
        .update(cloudOrder)
        .set(values)
        .where(sql`account_id = ${cast.account.id} and order_id = ${orderId}`)
    await set('CV1', { status: 3, paidAt: noon('2026-11-20') })
    await settleTallies(database.db)
    await set('CV1', { status: 5, amountMinor: 250 })
    await set('CV2', { seenAt: noon('2026-11-22') })
    const seen = async () => {
      const { spend, statuses } = await insightsFor(cast.support)
      return { totalMinor: spend[0]?.totalMinor, orders: spend[0]?.orders, statuses }
    }
    const expected = { totalMinor: 350, orders: 2, statuses: [{ status: 5, orders: 2 }] }
    expect(await seen()).toEqual(expected)
    await settleTallies(database.db)
    expect(await seen()).toEqual(expected)
    await database.db.execute(sql`select recount_tallies()`)
    expect(await seen()).toEqual(expected)
    await database.db.delete(cloudOrder).where(sql`account_id = ${cast.account.id} and order_id = 'CV2'`)
    expect(await seen()).toEqual({ totalMinor: 250, orders: 1, statuses: [{ status: 5, orders: 1 }] })
  })

  test('is gathered into one row for each day and service, however many orders there are', async () => {
    const cast = await createCast(database.db)
    for (let order = 0; order < 5; order += 1) await insertOrder(cast, `CW${order}`)
    await settleTallies(database.db)
    const rows = await database.db
      .select()
      .from(orderTally)
      .where(sql`account_id = ${cast.account.id}`)
    expect(rows).toMatchObject([{ paidOn: '2026-11-10', orders: 5, spentMinor: 500, settled: true }])
  })
})

test('this month is compared with the same days of the month before', async () => {
  const cast = await createCast(database.db)
  await insertOrder(cast, 'CX1', { amountMinor: 300 })
  await insertOrder(cast, 'CX2', { amountMinor: 120, paidAt: noon('2026-10-22') })
  await insertOrder(cast, 'CX3', { amountMinor: 999, paidAt: noon('2026-10-23') })
  expect(await spentThisMonth(database.db, [cast.account.id], '2026-11-22')).toEqual([
    { currency: 'CNY', amountMinor: 300, orders: 1, beforeMinor: 120 },
  ])
})

test('what one customer paid is counted once, however many of its projects are connected', async () => {
  const cast = await createCast(database.db)
  const { site, domainId } = cast.account
  const [twin, other] = [await createAccount(database.db, { site, domainId }), await createCast(database.db)]
  const someone = await createPerson(database.db)
  await database.db.insert(membership).values(
    [cast.account, twin, other.account].map(({ id }) => ({
      personId: someone.id,
      accountId: id,
      role: 'support' as const,
    })),
  )
  await database.db.insert(syncState).values({ accountId: twin.id, kind: 'orders', asOf: now.now() })
  for (const each of [cast, { ...cast, account: twin }]) await insertOrder(each, 'CY1', { amountMinor: 300 })
  await insertOrder({ ...cast, account: twin }, 'CY2', { amountMinor: 50 })
  await insertOrder(other, 'CY3', { amountMinor: 7 })
  const accounts = [cast.account.id, twin.id, other.account.id]
  expect(await spentThisMonth(database.db, accounts, '2026-11-22')).toMatchObject([{ amountMinor: 357, orders: 3 }])
  expect((await insightsFor(someone)).spend).toMatchObject([{ totalMinor: 357, orders: 3 }])
  // Each by itself has them all.
  expect(await spentThisMonth(database.db, [cast.account.id], '2026-11-22')).toMatchObject([{ amountMinor: 300 }])
})

describe('durations of jobs', () => {
  const began = noon('2026-11-20')
  const job = (
    { account }: Cast,
    jobId: string,
    seconds: number,
    values: Partial<typeof cloudJob.$inferInsert> = {},
  ) => ({
    accountId: account.id,
    jobId,
    service: 'ecs',
    kind: 'resize-server',
    state: 'succeeded' as const,
    startedAt: began,
    endedAt: new Date(began.getTime() + seconds * 1000),
    ...values,
  })

  test('are a distribution with its middle and its slow end, failures counted apart', async () => {
    const cast = await createCast(database.db)
    await database.db
      .insert(cloudJob)
      .values([
        ...Array.from({ length: 90 }, (_, index) => job(cast, `q${index}`, 60)),
        ...Array.from({ length: 10 }, (_, index) => job(cast, `s${index}`, 600)),
        job(cast, 'f', 5, { state: 'failed' }),
        job(cast, 'other kind', 100, { service: 'cph', kind: 'switch-phone-server' }),
      ])
    const [first, second] = (await insightsFor(cast.support)).durations
    expect(first).toMatchObject({ kind: 'resize-server', succeeded: 100, failed: 1, usualMinutes: 30 })
    expect(first?.p50).toBeGreaterThan(50)
    expect(first?.p50).toBeLessThan(72)
    expect(first?.p90).toBeLessThan(90)
    expect(first?.bars.map(({ jobs }) => jobs)).toEqual([90, 0, 0, 0, 0, 0, 0, 10])
    expect(second).toMatchObject({ service: 'cph', succeeded: 1 })
  })

  test('count from the payment of the order that the job carries out', async () => {
    const cast = await createCast(database.db)
    await insertOrder(cast, 'CY1', { paidAt: new Date(began.getTime() + 3_000_000) })
    await database.db.insert(cloudJob).values(job(cast, 'p', 3_060, { orderId: 'CY1' }))
    const [first] = (await insightsFor(cast.support)).durations
    expect(first?.p50).toBeLessThan(75)
  })

  test('are those of the jobs that the list behind them has, whoever began them', async () => {
    const cast = await createCast(database.db)
    const dayBefore = { startedAt: noon('2026-08-23'), endedAt: noon('2026-11-20') }
    await database.db
      .insert(cloudJob)
      .values([
        job(cast, 'ours', 60, { cloudKind: 'resizeServer' }),
        job(cast, 'elsewhere', 90, { kind: 'resizeServer', cloudKind: 'resizeServer' }),
        job(cast, 'broken', 5, { cloudKind: 'resizeServer', state: 'failed' }),
        job(cast, 'began before', 60, { cloudKind: 'resizeServer', ...dayBefore }),
      ])
    const { durations, durationsFrom } = await insightsFor(cast.support)
    expect(durations).toMatchObject([{ kind: 'resizeServer', succeeded: 2, failed: 1 }])
    const ctx = await contextFor(database.db, cast.support, now)
    const listed = async (state: string) => {
      const filter = { state, service: 'ecs', kind: 'resizeServer', started: `${durationsFrom}..` }
      return (await listJobs(ctx, JobFilter.parse(filter))).rows.map(({ jobId }) => jobId)
    }
    expect((await listed('succeeded')).toSorted()).toEqual(['elsewhere', 'ours'])
    expect(await listed('failed')).toEqual(['broken'])
  })

  test('count a job when it ends, and once', async () => {
    const cast = await createCast(database.db)
    await database.db.insert(cloudJob).values(job(cast, 'r', 0, { state: 'running', endedAt: null }))
    expect((await insightsFor(cast.support)).durations).toEqual([])
    const end = { state: 'succeeded' as const, endedAt: new Date(began.getTime() + 120_000) }
    for (const progress of [99, 100])
      await database.db
        .update(cloudJob)
        .set({ ...end, progress })
        .where(sql`account_id = ${cast.account.id}`)
    expect((await insightsFor(cast.support)).durations).toMatchObject([{ succeeded: 1 }])
  })
})

test('what waits for a decision is counted by how long it has', async () => {
  const cast = await createCast(database.db)
  const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000)
  for (const hours of [0.1, 2, 30, 31, 100]) await insertRequest(database.db, cast, { createdAt: hoursAgo(hours) })
  await insertRequest(database.db, cast, { state: 'done', createdAt: hoursAgo(2) })
  expect((await insightsFor(cast.support)).waiting).toEqual([
    { age: 'under_1h', requests: 1 },
    { age: '1h_4h', requests: 1 },
    { age: '4h_1d', requests: 0 },
    { age: '1d_3d', requests: 2 },
    { age: 'over_3d', requests: 1 },
  ])
})
