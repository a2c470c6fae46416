import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { allOrders } from '#lib/cloud/services/bss-orders.ts'
import { cloudOrder, poller, syncState } from '#lib/db/mirror-schema.ts'
import { audit, cloudAccount } from '#lib/db/schema.ts'
import type { WorkerDeps } from '#lib/worker/deps.ts'
import { pollAccounts } from '#lib/worker/poll.ts'
import { syncNow } from '#lib/worker/sync.ts'
import { buyElsewhere, mirrorOf } from './sync.ts'
import { type World, createWorld } from './world.ts'

let world: World
let mirror: ReturnType<typeof mirrorOf>

beforeAll(async () => {
  world = await createWorld()
  mirror = mirrorOf(world)
})
afterAll(() => world.close())

const times = { busyMs: 100, restMs: 3_600_000, leaseMs: 1200 }
const running: { stop: AbortController; ended: Promise<void> }[] = []

/** A worker that polls, and how often it was asked for a way to the cloud. */
function startPolling(workerId: string) {
  const stop = new AbortController()
  let asked = 0
  const deps: WorkerDeps = {
    ...world.deps,
    workerId,
    reads(id) {
      asked += 1
      return world.deps.reads(id)
    },
  }
  const ended = pollAccounts(deps, times, stop.signal)
  running.push({ stop, ended })
  return { stop, ended, asked: () => asked }
}

beforeEach(async () => {
  await world.db.update(cloudAccount).set({ state: 'active', stateReason: null })
  await world.db.delete(syncState)
  await world.db.delete(cloudOrder)
  await mirror.forgetCalls()
})
afterEach(async () => {
  await world.cloud.control('faults', undefined, 'DELETE')
  for (const { stop } of running) stop.abort()
  await Promise.all(running.splice(0).map(({ ended }) => ended))
})

const wait = { timeout: 15_000, interval: 20 }
const kinds = ['desktops', 'ecs_servers', 'jobs', 'order_details', 'order_history', 'orders', 'phone_servers']
const looked = async () =>
  (await world.db.select().from(syncState))
    .filter(({ asOf }) => asOf !== null)
    .map(({ kind }) => kind)
    .toSorted()

test('everything of an account is looked at, and left in peace while nothing moves', async () => {
  startPolling('alone')
  await vi.waitFor(async () => expect(await looked()).toEqual(kinds), wait)
  const before = await mirror.state('order_details')
  await mirror.forgetCalls()
  // Its own looks go on: those that need the cloud do not.
  await vi.waitFor(async () => {
    const now = await mirror.state('order_details')
    expect(now?.asOf?.getTime()).toBeGreaterThan((before?.asOf?.getTime() ?? 0) + 5 * times.busyMs)
  }, wait)
  expect((await mirror.calls())['ListCustomerOrders'] ?? 0).toBeLessThan(2)
})

test('what begins to move is looked at soon, though the look before found nothing to hurry for', async () => {
  startPolling('alone')
  await vi.waitFor(async () => expect(await looked()).toEqual(kinds), wait)
  const orderId = await buyElsewhere(world, 'shop-moving', 0)
  await world.db.insert(cloudOrder).values({ accountId: world.accountId, orderId, status: 6, orderType: 1, raw: {} })
  await vi.waitFor(async () => expect((await mirror.order(orderId))?.orderedAt).not.toBeNull(), wait)
  await world.cloud.control(`orders/${orderId}/cancel`, {})
  await vi.waitFor(async () => expect(await mirror.order(orderId)).toMatchObject({ status: 4 }), wait)
})

test('of two workers one polls an account, and the other as soon as that one is gone', async () => {
  const first = startPolling('first')
  await vi.waitFor(async () => expect(await looked()).toEqual(kinds), wait)
  const second = startPolling('second')
  const leaseOf = async () => (await world.db.select().from(poller))[0]
  const lease = await leaseOf()
  await vi.waitFor(async () => {
    const now = await leaseOf()
    expect(now?.leaseUntil.getTime()).toBeGreaterThan((lease?.leaseUntil.getTime() ?? 0) + times.leaseMs)
  }, wait)
  expect(await leaseOf()).toMatchObject({ workerId: 'first' })
  expect(second.asked()).toBe(0)
  first.stop.abort()
  await first.ended
  await vi.waitFor(() => expect(second.asked()).toBeGreaterThan(0), wait)
  expect(await leaseOf()).toMatchObject({ workerId: 'second' })
})

test('a lease that its worker no longer renews falls to another', async () => {
  await world.db
    .insert(poller)
    .values({ accountId: world.accountId, workerId: 'dead', leaseUntil: sql`clock_timestamp() + interval '1 second'` })
  const heir = startPolling('heir')
  expect(heir.asked()).toBe(0)
  await vi.waitFor(() => expect(heir.asked()).toBeGreaterThan(0), wait)
})

test('the first refusal of a signature stops every look at the account, in the middle of a page too, and says so', async () => {
  await world.cloud.control('scale', { orders: 5000 })
  await world.cloud.control('faults', {
    fault: 'slow',
    seconds: 0.05,
    times: null,
    match: { operation: 'ListCustomerOrders' },
  })
  const refusals = async () => await world.db.select().from(audit).where(eq(audit.event, 'account.refused'))
  startPolling('alone')
  await vi.waitFor(async () => expect(await world.db.$count(cloudOrder)).toBeGreaterThan(300), wait)
  await world.cloud.control('faults', undefined, 'DELETE')
  await world.cloud.control('faults', { fault: 'bad-signature', times: null })
  await mirror.forgetCalls()
  await vi.waitFor(async () => expect(await refusals()).toHaveLength(1), wait)
  const [account] = await world.db.select().from(cloudAccount)
  expect(account).toMatchObject({ state: 'refused', stateReason: expect.stringContaining('APIGW.0301') })
  const sum = async () => Object.values(await mirror.calls()).reduce((all, calls) => all + calls, 0)
  // Never so many that the key is locked for everybody.
  expect(await sum()).toBeLessThan(5)
  const atRefusal = await sum()
  await vi.waitFor(async () => {
    const { rows } = await world.db.execute(sql`select from poller where lease_until > clock_timestamp()`)
    expect(rows).toEqual([])
  }, wait)
  expect(await sum()).toBe(atRefusal)
  expect(await world.db.$count(cloudOrder)).toBeLessThan(5000)
  const failed = (await world.db.select().from(syncState)).filter(({ failure }) => failure?.includes('APIGW.0301'))
  expect(failed.length).toBeGreaterThan(0)
})

test('whatever is read of an account says that its key was refused, not only what was being read', async () => {
  await syncNow(world.deps, world.accountId, ['jobs', 'orders'])
  await world.cloud.control('faults', { fault: 'bad-signature', match: { operation: 'ListCustomerOrders' } })
  await syncNow(world.deps, world.accountId, ['orders'])
  const rows = await world.db.select().from(syncState)
  expect(rows.map(({ failure }) => failure)).toEqual(rows.map(() => expect.stringContaining('APIGW.0301')))
  expect(rows.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['jobs', 'orders']))
})

test('an account that somebody pauses between two pages signs no further one', async () => {
  const reads = await world.deps.reads(world.accountId)
  await world.db.update(cloudAccount).set({ state: 'paused' })
  await expect(allOrders(reads)).rejects.toMatchObject({ code: 'unavailable' })
  expect(await mirror.calls()).toEqual({})
})
