import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  cloudJob,
  cloudOrder,
  cloudOrderLine,
  cloudOrderResource,
  desktop,
  phoneServer,
} from '#lib/db/mirror-schema.ts'
import { attempt, orderLink, resourceLink } from '#lib/db/schema.ts'
import { createTestDatabase, type TestDatabase } from '#lib/db/testing/database.ts'
import { contextFor } from '#lib/db/testing/people.ts'
import { type Cast, createCast, insertApproval, insertAttempt, setState } from '#lib/db/testing/requests.ts'
import { documentOf, insertWithDocument } from '#lib/requests/testing/insert-document.ts'
import { supportText } from '#lib/requests/support-report.ts'
import { listOrderChoices } from './choices.ts'
import { orderReport } from './order-report.ts'
import { showOrder } from './show.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const service = 'hws.service.type.cph'

async function insertOrder(cast: Cast, orderId: string, values: Partial<typeof cloudOrder.$inferInsert> = {}) {
  const order = { status: 5, orderType: 1, currency: 'CNY', serviceTypeCode: service, raw: {}, ...values }
  await database.db.insert(cloudOrder).values({ accountId: cast.account.id, orderId, ...order })
}

/** A request whose call was accepted with this order. */
async function insertAsked(cast: Cast, orderId: string, document = documentOf(cast)) {
  const asked = await insertWithDocument(database.db, cast, {}, document)
  await insertApproval(database.db, asked, cast.reviewer.id)
  for (const state of ['approved', 'claimed', 'sending']) await setState(database.db, asked.id, state)
  const attemptId = await insertAttempt(database.db, asked)
  await database.db.update(attempt).set({ state: 'accepted' }).where(eq(attempt.id, attemptId))
  await database.db.insert(orderLink).values({ orderId, requestId: asked.id, attemptId })
  return asked
}

const show = async (cast: Cast, orderId: string) =>
  await showOrder(await contextFor(database.db, cast.support), { orderId })

describe('an order bought elsewhere', () => {
  test('shows its lines, what came of it and where that is in the inventory, and what is missing', async () => {
    const cast = await createCast(database.db)
    const accountId = cast.account.id
    await insertOrder(cast, 'CS-ELSE', { userName: 'ops', raw: { couponMinor: 500 } })
    const of = { accountId, orderId: 'CS-ELSE', serviceTypeCode: service }
    await database.db.insert(cloudOrderLine).values([
      { ...of, lineId: '2', productSpec: 'physical.kg1', count: 3, periodType: 2, periodCount: 1, amountMinor: 900 },
      { ...of, lineId: '1', serviceTypeCode: 'hws.service.type.eip', productSpec: '5_bgp', count: 9 },
    ])
    await database.db.insert(cloudOrderResource).values([
      { ...of, resourceId: 'eip-1', name: 'address', isMain: false },
      { ...of, resourceId: 'desk-1', name: 'DESK-1' },
      { ...of, resourceId: 'desk-2', name: 'DESK-2', status: 3 },
    ])
    const shared = { status: 'ACTIVE', billingMode: 'prepaid' as const, search: '', raw: {} }
    await database.db.insert(desktop).values({ accountId, desktopId: 'desk-1', name: 'DESK-1', ...shared })
    await database.db.insert(cloudJob).values({
      accountId,
      jobId: 'j1',
      service: 'cph',
      kind: 'other',
      state: 'running',
      startedAt: new Date(),
      orderId: 'CS-ELSE',
    })

    const order = await show(cast, 'CS-ELSE')
    expect(order.product).toBe('physical.kg1')
    expect(order.lines).toMatchObject([
      { product: 'physical.kg1', count: 3, period: { type: 2, count: 1 }, amountMinor: 900 },
      { product: '5_bgp', count: 9 },
    ])
    expect(order.resources.map(({ id, isClosed, inventory }) => [id, isClosed, inventory?.list ?? null])).toEqual([
      ['desk-1', false, 'desktops'],
      ['desk-2', true, null],
      ['eip-1', false, null],
    ])
    expect(order).toMatchObject({ asked: 3, couponMinor: 500, approval: null, call: null, history: [] })
    expect(order.jobs.map(({ jobId }) => jobId)).toEqual(['j1'])
  })
})

describe('an order asked for here', () => {
  test('shows the calls without secrets, the history, and servers that billing has not told of yet', async () => {
    const cast = await createCast(database.db)
    const document = documentOf(cast)
    const body = '{"count":2,"keypair_name":"kp","password":"hunter2"}'
    const asked = await insertAsked(cast, 'CS-HERE', { ...document, call: { ...document.call, body } })
    await insertOrder(cast, 'CS-HERE')
    await database.db.insert(phoneServer).values({
      accountId: cast.account.id,
      serverId: 'server-1',
      name: 'farm-1',
      status: 5,
      serverModel: 'physical.kg1',
      phoneModel: 'kg1.cp',
      raw: {},
    })
    await database.db.insert(resourceLink).values({ resourceId: 'server-1', requestId: asked.id, kind: 'phone_server' })
    const order = await show(cast, 'CS-HERE')
    expect(order.request).toMatchObject({ number: asked.number })
    expect(order.askedBy).toMatchObject({ name: cast.admin.name })
    expect(order.resources).toMatchObject([
      { id: 'server-1', name: 'farm-1', isMain: true, inventory: { list: 'phone-servers', status: 5 } },
    ])
    expect(order).toMatchObject({ asked: 2, attempts: [{ state: 'accepted' }], call: { method: 'POST' } })
    expect(order.call?.body).toContain('"count": 2')
    expect(order.call?.body).not.toContain('hunter2')
    const report = supportText(orderReport(order, new Date('2026-11-22T05:00:00Z')))
    expect(report).toContain('order_id: CS-HERE')
    expect(report).toContain('made_at: 2026-11-22T05:00:00.000Z')
    expect(report).toMatch(/body: .*"password":"\*\*\*"/)
    expect(report).toContain('resource_ids: server-1')
    expect(report).not.toContain('hunter2')
  })
})

test('choices of a filter are those that the orders one may see have, without a look at the others', async () => {
  const [cast, other] = [await createCast(database.db), await createCast(database.db)]
  await insertAsked(cast, 'CS-1')
  await insertOrder(cast, 'CS-1', { region: 'cn-north-4', serviceTypeName: 'Cloud Phone' })
  await insertOrder(cast, 'CS-2', { region: 'cn-east-3', userName: 'ops', serviceTypeCode: 'hws.service.type.ecs' })
  await insertOrder(cast, 'CS-3', { region: 'cn-east-3', userName: 'ops' })
  await insertOrder(other, 'CS-4', { region: 'ap-southeast-3', userName: 'spy' })
  const ctx = await contextFor(database.db, cast.support)
  expect(await listOrderChoices(ctx, { of: 'region' })).toEqual([
    { value: 'cn-east-3', label: 'cn-east-3' },
    { value: 'cn-north-4', label: 'cn-north-4' },
  ])
  expect(await listOrderChoices(ctx, { of: 'service' })).toEqual([
    { value: service, label: 'Cloud Phone' },
    { value: 'hws.service.type.ecs', label: 'hws.service.type.ecs' },
  ])
  expect(await listOrderChoices(ctx, { of: 'person' })).toEqual([
    { value: cast.admin.id, label: cast.admin.name },
    // Who asked for nothing has no orders, and a name all the same.
    { value: cast.reviewer.id, label: cast.reviewer.name },
    { value: cast.support.id, label: cast.support.name },
    { value: 'cloud:ops', label: 'ops', detail: 'IAM' },
  ])
  expect(await listOrderChoices(ctx, { of: 'account' })).toMatchObject([{ value: cast.account.id }])
})

test('an order that two projects share is shown with the account that asked for it', async () => {
  const cast = await createCast(database.db)
  await insertAsked(cast, 'CS-SHARED')
  const second = await createCast(database.db)
  await insertOrder(second, 'CS-SHARED')
  await insertOrder(cast, 'CS-SHARED')
  const ctx = await contextFor(database.db, cast.support)
  const both = {
    ...ctx,
    actor: {
      ...ctx.actor,
      memberships: [...ctx.actor.memberships, { accountId: second.account.id, role: 'support' as const }],
    },
  }
  const shown = await showOrder(both, { orderId: 'CS-SHARED' })
  expect(shown.account.id).toBe(cast.account.id)
})

test('an order of somebody else’s account is not there', async () => {
  const [cast, other] = [await createCast(database.db), await createCast(database.db)]
  await insertOrder(other, 'CS-FOREIGN')
  await expect(show(cast, 'CS-FOREIGN')).rejects.toMatchObject({ code: 'not_found' })
})
