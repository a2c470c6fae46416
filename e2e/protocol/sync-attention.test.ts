import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { cloudOrder } from '#lib/db/mirror-schema.ts'
import { attempt, audit, cloudAccount, orderLink } from '#lib/db/schema.ts'
import { insertAttempt, insertSendingRequest } from '#lib/db/testing/requests.ts'
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

const hourMs = 3_600_000
const finish = () => world.cloud.control('clock', { finish: true })
const look = (aheadMs = 0) => syncNow(mirror.later(aheadMs), world.accountId, ['orders', 'order_details'])

/** What the audit says of the order, in the order of time. */
const told = async (orderId: string) =>
  await world.db
    .select({ event: audit.event, was: audit.was, became: audit.became })
    .from(audit)
    .where(sql`${audit.detail} ->> 'orderId' = ${orderId} and ${audit.event} like 'order.%'`)
    .orderBy(audit.seq)

/** Looks until the order is as expected: what was made is listed, and delivered, a moment later. */
const becomes = (orderId: string, expected: Record<string, unknown>, aheadMs = 0) =>
  vi.waitFor(
    async () => {
      await world.db.execute(sql`update cloud_order set lines_at = null where order_id = ${orderId}`)
      await look(aheadMs)
      expect(await mirror.order(orderId)).toMatchObject(expected)
    },
    { timeout: 10_000, interval: 100 },
  )

/** A call of ours, sent now, that was given up; its order would have this look. */
async function givenUpCall(values: Partial<typeof attempt.$inferInsert>) {
  const [account] = await world.db.select().from(cloudAccount).where(eq(cloudAccount.id, world.accountId))
  if (!account) throw new Error('The account is not there')
  const people = { account, admin: world.admin, reviewer: world.reviewer, support: world.admin }
  const request = await insertSendingRequest(world.db, people)
  const id = await insertAttempt(world.db, request, values)
  await world.db.update(attempt).set({ state: 'unknown' }).where(eq(attempt.id, id))
  return { request, id, domainId: account.domainId }
}
const giveUp = (id: string) => world.db.update(attempt).set({ state: 'absent' }).where(eq(attempt.id, id))

test('an order whose servers bear a mark of ours and that belongs to no request is an orphan, and the audit says so', async () => {
  const orderId = await buyElsewhere(world, 'farm-ab2cdefg')
  await finish()
  await becomes(orderId, { attention: 'orphan', requestId: null })
  expect(await told(orderId)).toEqual([{ event: 'order.flagged', was: null, became: 'orphan' }])
  await look()
  expect(await told(orderId)).toHaveLength(1)
})

test('an order that was bought elsewhere is no orphan, also when its name ends in a word of eight letters', async () => {
  const orderId = await buyElsewhere(world, 'shop-frontend')
  await finish()
  await becomes(orderId, { attention: null, deliveredCount: 2 })
})

test('an unpaid order that looks like a call that was given up is an orphan until a request has it', async () => {
  const orderId = await buyElsewhere(world, 'shop-unpaid', 0)
  await becomes(orderId, { status: 6, attention: null })
  const { amountMinor, currency } = (await mirror.order(orderId)) ?? {}
  const { request, id, domainId } = await givenUpCall({})
  const trace = `${domainId}|1|cph|${amountMinor} ${currency}`
  await world.db.update(attempt).set({ orderTrace: trace }).where(eq(attempt.id, id))
  await look()
  expect(await mirror.order(orderId)).toMatchObject({ attention: null })
  await giveUp(id)
  await look()
  expect(await mirror.order(orderId)).toMatchObject({ attention: 'orphan' })
  await world.db.insert(orderLink).values({ orderId, requestId: request.id, attemptId: id })
  await look()
  expect(await mirror.order(orderId)).toMatchObject({ attention: null, requestId: request.id })
  await world.cloud.control(`orders/${orderId}/cancel`, {})
})

test('an order of ours is never an orphan, and one that the cloud no longer lists is lost', async () => {
  const id = await world.approved()
  await world.follow(id, ['done'], 30_000)
  const [link] = await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))
  const orderId = link?.orderId ?? ''
  await becomes(orderId, { attention: null, requestId: id, askedBy: world.admin.id })
  await world.cloud.control(`orders/${orderId}`, undefined, 'DELETE')
  await look()
  expect(await mirror.order(orderId)).toMatchObject({ attention: null })
  await look(2 * hourMs)
  expect(await mirror.order(orderId)).toMatchObject({ attention: 'lost' })
  expect(await told(orderId)).toEqual([{ event: 'order.flagged', was: null, became: 'lost' }])
})

test('a mark that could be a word counts for whoever buys for us', async () => {
  const orderId = await buyElsewhere(world, 'farm-abcdefgh')
  await finish()
  await becomes(orderId, { attention: 'orphan' })
})

test('an empty list alone loses no order', async () => {
  const id = await world.approved()
  await world.follow(id, ['done'], 30_000)
  const [link] = await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))
  await world.cloud.control('faults', { fault: 'empty-list', times: null, match: { operation: 'ListCustomerOrders' } })
  await look(3 * hourMs)
  await world.cloud.control('faults', undefined, 'DELETE')
  expect(await mirror.order(link?.orderId ?? '')).toMatchObject({ attention: null, missingSince: null })
})

test('an order that was promised to us and never listed gets a row, and is lost', async () => {
  const { request, id } = await givenUpCall({})
  await world.db.insert(orderLink).values({ orderId: 'CS2601010101NEVER', requestId: request.id, attemptId: id })
  await look()
  expect(await mirror.order('CS2601010101NEVER')).toBeUndefined()
  await look(hourMs)
  expect(await mirror.order('CS2601010101NEVER')).toMatchObject({ attention: 'lost', requestId: request.id })
})

test('an open order that shows nowhere yet is not called missing until it had time to', async () => {
  const orderId = 'CS2601010101YOUNG'
  await world.db.insert(cloudOrder).values({ accountId: world.accountId, orderId, status: 6, orderType: 1, raw: {} })
  await look()
  expect(await mirror.order(orderId)).toMatchObject({ missingSince: null })
  await look(hourMs)
  expect((await mirror.order(orderId))?.missingSince).not.toBeNull()
})

test('a settled order that says something else is changed, until it says the same again', async () => {
  const orderId = await buyElsewhere(world, 'shop-settled')
  await finish()
  await becomes(orderId, { status: 5, attention: null, deliveredCount: 2 })
  const { amountMinor } = (await mirror.order(orderId)) ?? {}
  await world.cloud.control(`orders/${orderId}`, { amount_fen: 1 })
  await look()
  expect(await mirror.order(orderId)).toMatchObject({ attention: 'changed', amountMinor: 1 })
  await world.cloud.control(`orders/${orderId}`, { amount_fen: amountMinor })
  await look()
  expect(await mirror.order(orderId)).toMatchObject({ attention: null })
  expect(await told(orderId)).toEqual([
    { event: 'order.flagged', was: null, became: 'changed' },
    { event: 'order.cleared', was: 'changed', became: null },
  ])
})

test('a settled order that is open again for a moment is a slip of the list, for longer it has changed', async () => {
  const orderId = await buyElsewhere(world, 'shop-again')
  await finish()
  await becomes(orderId, { status: 5, attention: null })
  await world.cloud.control(`orders/${orderId}`, { status: 3 })
  await look()
  expect(await mirror.order(orderId)).toMatchObject({ status: 3, attention: null })
  await look(5 * 60_000)
  expect(await mirror.order(orderId)).toMatchObject({ attention: 'changed' })
})

test('a complete order that brought too little is undelivered once such a delivery has had its time', async () => {
  const orderId = await buyElsewhere(world, 'fail-partial')
  await finish()
  await becomes(orderId, { status: 5, askedCount: 2, deliveredCount: 1, attention: null })
  await look(hourMs)
  expect(await mirror.order(orderId)).toMatchObject({ attention: 'undelivered' })
  await world.db.update(cloudOrder).set({ deliveredCount: 2 }).where(eq(cloudOrder.orderId, orderId))
  await syncNow(mirror.later(hourMs), world.accountId, ['orders'])
  expect(await mirror.order(orderId)).toMatchObject({ attention: null })
})

test('an order that was mirrored in the same instant in which it was linked learns of its request, and is no orphan', async () => {
  const orderId = await buyElsewhere(world, 'farm-ef2cdefg')
  await finish()
  await becomes(orderId, { attention: 'orphan', requestId: null })
  const { request, id } = await givenUpCall({})
  const mirroring = await world.db.$client.connect()
  try {
    const { rows } = await mirroring.query<{ columns: string }>(
      `select string_agg(attname, ', ') as columns from pg_attribute
       where attrelid = 'cloud_order'::regclass and attnum > 0 and attgenerated = '' and not attisdropped`,
    )
    const columns = rows[0]?.columns ?? ''
    await mirroring.query(
      `create temporary table seen as select ${columns} from cloud_order where order_id = '${orderId}'`,
    )
    await mirroring.query(`delete from cloud_order where order_id = '${orderId}'`)
    // Neither of the two sees the other: the row of the mirror is not committed while the link is written.
    await mirroring.query(`begin; insert into cloud_order (${columns}) select ${columns} from seen`)
    await world.db.insert(orderLink).values({ orderId, requestId: request.id, attemptId: id })
    await mirroring.query('commit; drop table seen')
  } finally {
    mirroring.release()
  }
  expect(await mirror.order(orderId)).toMatchObject({ requestId: null })
  await becomes(orderId, { attention: null, requestId: request.id })
})
