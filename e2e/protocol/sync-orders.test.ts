import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { and, eq, isNull, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { cloudOrder, cloudOrderLine, cloudOrderResource } from '#lib/db/mirror-schema.ts'
import { syncNow } from '#lib/worker/sync.ts'
import { stopProcess } from '../cloud.ts'
import { buyElsewhere, listenTo, mirrorOf } from './sync.ts'
import { type World, createWorld } from './world.ts'

let world: World
let mirror: ReturnType<typeof mirrorOf>
let listener: Awaited<ReturnType<typeof listenTo>>

beforeAll(async () => {
  world = await createWorld()
  mirror = mirrorOf(world)
  listener = await listenTo(world)
})
afterAll(async () => {
  await listener.close()
  await world.close()
})

const count = () => world.db.$count(cloudOrder, eq(cloudOrder.accountId, world.accountId))
const sync = (...kinds: Parameters<typeof syncNow>[2] & object) => syncNow(world.deps, world.accountId, kinds)
const finish = () => world.cloud.control('clock', { finish: true })

/** Orders are listed a moment after they were made. */
async function seen(orderId: string) {
  return await vi.waitFor(
    async () => {
      await sync('orders')
      const order = await mirror.order(orderId)
      if (!order) throw new Error('The order is not mirrored yet')
      return order
    },
    { timeout: 5_000, interval: 100 },
  )
}

test('the history goes back to the first order of several years, a statement and an announcement to a page', async () => {
  await world.cloud.control('scale', { orders: 1200 })
  const ids = await listener.during('order', () => sync('order_history'))
  const first = await count()
  expect(first).toBeGreaterThanOrEqual(1200)
  expect(new Set(ids)).toContain('*')
  expect(ids.length).toBeLessThan(13 + 40)
  expect(await mirror.state('order_history')).toMatchObject({ failure: null, progress: { isWalking: false } })
})

test('what was read is not read again before a day is over, and announces nothing when it is', async () => {
  await mirror.forgetCalls()
  await sync('order_history')
  expect(await mirror.calls()).toEqual({})
  const again = mirror.later(25 * 3_600_000)
  expect(await listener.during('order', () => syncNow(again, world.accountId, ['order_history']))).toEqual([])
  expect(await mirror.calls()).toEqual({ ListCustomerOrders: 1 })
})

test('a look at what is new asks for that and no more, and leaves unchanged rows alone', async () => {
  await sync('orders')
  const orderId = await buyElsewhere(world, 'farm-elsewhere')
  await finish()
  await seen(orderId)
  expect(await mirror.order(orderId)).toMatchObject({
    requestId: null,
    serviceTypeCode: expect.stringContaining('cph'),
  })
  const stamps = () => world.db.select({ at: sql<string>`max(xmin::text::bigint)` }).from(cloudOrder)
  await sync('orders')
  const before = await stamps()
  await mirror.forgetCalls()
  await sync('orders')
  expect(await mirror.calls()).toEqual({ ListCustomerOrders: 1 })
  expect(await stamps()).toEqual(before)
})

test('an order that is open is followed by its state, and one that leaves it by its id', async () => {
  const orderId = await buyElsewhere(world, 'farm-unpaid', 0)
  expect(await seen(orderId)).toMatchObject({ status: 6 })
  await world.db.execute(sql`update sync_state set as_of = clock_timestamp() + interval '1 hour' where kind = 'orders'`)
  await world.cloud.control(`orders/${orderId}/pay`, {})
  await finish()
  expect(await listener.during('order', () => sync('orders'))).toEqual([orderId])
  expect(await mirror.order(orderId)).toMatchObject({ status: 5 })
  await world.db.execute(sql`update sync_state set as_of = clock_timestamp() where kind = 'orders'`)
})

/** Only what the test is about is left to read. */
const readAllBut = (orderId: string) =>
  world.db.execute(
    sql`update cloud_order set lines_at = case when order_id = ${orderId} then null else clock_timestamp() end`,
  )

test('an order gets its lines, what it delivered, its region and who ordered it', async () => {
  const orderId = await buyElsewhere(world, 'farm-details')
  await finish()
  await seen(orderId)
  await vi.waitFor(
    async () => {
      await readAllBut(orderId)
      await sync('order_details')
      expect(await mirror.order(orderId)).toMatchObject({ askedCount: 2, deliveredCount: 2, region: 'cn-north-4' })
    },
    { timeout: 10_000, interval: 200 },
  )
  expect((await mirror.order(orderId))?.userName).not.toBe('')
  const lines = await world.db.select().from(cloudOrderLine).where(eq(cloudOrderLine.orderId, orderId))
  expect(lines.some((line) => line.count === 2 && line.amountMinor !== null && line.productSpec !== '')).toBe(true)
  const resources = await world.db.select().from(cloudOrderResource).where(eq(cloudOrderResource.orderId, orderId))
  expect(resources).toContainEqual(expect.objectContaining({ isMain: true, name: 'farm-details-0001', status: 2 }))
})

test('what is paid back stands at the order that pays it back, and at the one that it is for', async () => {
  const orderId = await buyElsewhere(world, 'fail-delivery-back')
  await finish()
  const paid = await seen(orderId)
  await world.db.execute(
    sql`update cloud_order set lines_at = case when order_type = 4 then null else clock_timestamp() end`,
  )
  await sync('order_details')
  const back = await world.db.select().from(cloudOrder).where(eq(cloudOrder.baseOrderId, orderId))
  expect(back).toMatchObject([{ orderType: 4, refundedMinor: paid.amountMinor }])
  expect(await mirror.order(orderId)).toMatchObject({ refundedMinor: paid.amountMinor })
})

test('the details of old orders are read a few at a time, after those of the new ones', async () => {
  const isOld = sql`${cloudOrder.orderedAt} < clock_timestamp() - interval '30 days'`
  await world.db.update(cloudOrder).set({ linesAt: new Date() })
  await world.db
    .update(cloudOrder)
    .set({ linesAt: null, orderedAt: sql`${cloudOrder.orderedAt} - interval '60 days'` })
    .where(sql`${cloudOrder.orderId} like 'CS2501010100000%'`)
  const unread = () => world.db.$count(cloudOrder, and(isOld, isNull(cloudOrder.linesAt)))
  const before = await unread()
  expect(before).toBeGreaterThan(10)
  await mirror.forgetCalls()
  await sync('order_details')
  expect(before - (await unread())).toBe(10)
  expect((await mirror.calls())['ShowCustomerOrderDetails']).toBe(10)
})

test('a worker that is killed in the middle of the history loses nothing, and the next goes on where it was', async () => {
  await world.db.delete(cloudOrder)
  await world.db.execute(sql`delete from sync_state`)
  await world.cloud.control('scale', { orders: 4000 })
  const match = { operation: 'ListCustomerOrders' }
  await world.cloud.control('faults', { fault: 'slow', seconds: 0.15, times: null, match })
  const first = startWorker()
  const history = async () => Progress.parse((await mirror.state('order_history'))?.progress)
  await vi.waitFor(
    async () => expect((await history()).until.getTime()).toBeLessThan(Date.now() - 1.5 * dayMs),
    waiting,
  )
  const ended = once(first, 'exit')
  first.kill('SIGKILL')
  await ended
  const { until, isWalking } = await history()
  expect(isWalking).toBe(true)
  const isOlder = sql`${cloudOrder.orderedAt} < ${until.toISOString()}::timestamptz`
  expect(await world.db.$count(cloudOrder, isOlder)).toBe(0)
  await mirror.forgetCalls()
  const second = startWorker()
  try {
    await vi.waitFor(async () => expect(await history()).toMatchObject({ isWalking: false }), waiting)
  } finally {
    await world.cloud.control('faults', undefined, 'DELETE')
    await stopProcess(second)
  }
  expect(await count()).toBeGreaterThanOrEqual(4000)
  // The years before, and what the other look lists of the last day beside it.
  const pages = Math.ceil((await world.db.$count(cloudOrder, isOlder)) / 100)
  expect((await mirror.calls())['ListCustomerOrders']).toBeLessThan(pages + 17 + 20)
}, 90_000)

const dayMs = 24 * 3_600_000
const waiting = { timeout: 40_000, interval: 20 }
const Progress = z.object({ until: z.coerce.date(), isWalking: z.boolean() })

const startWorker = () =>
  spawn(process.execPath, [join(import.meta.dirname, '../../lib/worker/main.ts')], {
    env: { ...process.env, COUNTERSIGN_SYNC_MS: '300' },
    stdio: 'ignore',
  })
