import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { showOrder } from '#lib/cloud/services/bss-orders.ts'
import { attempt, orderLink, orderTaken, payment } from '#lib/db/schema.ts'
import { createLookups } from '#lib/inventory/lookups.ts'
import { closeRequest } from '#lib/requests/close.ts'
import { loadDocument } from '#lib/requests/load.ts'
import { cancelOrder, retryPayment } from '#lib/requests/payment.ts'
import { showRequest } from '#lib/requests/show.ts'
import { submitRequest } from '#lib/requests/submit.ts'
import type { KillPoint, WorkerDeps } from '#lib/worker/deps.ts'
import { look } from '#lib/worker/look.ts'
import { judge } from '../chaos/oracle.ts'
import { memorySpool } from '../memory-spool.ts'
import { cancellationOf, orderedElsewhere, paymentOf, untilListed } from './order-input.ts'
import { type World, createWorld } from './world.ts'

let world: World

beforeAll(async () => {
  world = await createWorld()
})
beforeEach(() => world.cloud.control('faults', undefined, 'DELETE'))
afterAll(() => world.close())

const mortal = (step: KillPoint): WorkerDeps => ({
  ...world.deps,
  spool: memorySpool(),
  passed: async (at) => {
    if (at === step) throw new Error('The worker died here')
  },
})
const hurry = (id: string) =>
  world.db.$client.query('update request set wake_at = now(), lease_until = null where id = $1', [id])
const paysOf = async (orderId: string) =>
  (await world.cloud.payments()).filter(({ body }) => body?.includes(`"${orderId}"`)).map(({ outcome }) => outcome)
const statusOf = async (orderId: string) => (await showOrder(await world.deps.reads(world.accountId), orderId)).status
const paymentRow = async (id: string) => {
  const [row] = await world.db.select().from(payment).where(eq(payment.requestId, id))
  return row
}
const approvedPay = async (orderId: string, means?: Parameters<typeof paymentOf>[2]) =>
  await world.approvedOf('pay-order', await paymentOf(world, orderId, means))
const couponNamed = async (orderId: string, name: string) => {
  const lookups = createLookups(await world.deps.reads(world.accountId), { cacheKey: 'test' })
  return (await lookups.orderCoupons(orderId)).find((coupon) => coupon.name === name)
}
describe('an order that was made elsewhere', () => {
  test('is taken on, compared, paid once with the approved bytes and followed until it has brought its resources', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await approvedPay(orderId)
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'paid', deliveryState: 'delivered' })
    expect(await paysOf(orderId)).toEqual(['accepted'])
    const { call, price } = await loadDocument(world.db, id, 1)
    const sent = (await world.cloud.payments()).find(({ body }) => body?.includes(orderId))
    expect(sent?.body).toBe(call.body)
    expect(await paymentRow(id)).toMatchObject({ orderId, amountMinor: price?.amountMinor, state: 'accepted' })
    expect(await world.db.select().from(attempt).where(eq(attempt.requestId, id))).toEqual([])
    expect(await world.db.select().from(orderLink).where(eq(orderLink.requestId, id))).toEqual([])
    expect((await showRequest(await world.as(world.reviewer), { id })).order).toMatchObject({ orderId })
  })

  test('is paid with a coupon and a discount, and never with more money than was approved', async () => {
    const orderId = await orderedElsewhere(world)
    const input = await paymentOf(world, orderId, { coupons: ['Spring voucher'], discount: 2 })
    const id = await world.approvedOf('pay-order', input)
    const { price } = await loadDocument(world.db, id, 1)
    const less = 50_000 + (input.means.discount?.deductionMinor ?? 0)
    expect(price).toMatchObject({
      amountMinor: input.target.amountMinor - less,
      officialMinor: input.target.amountMinor,
    })
    await world.follow(id, ['done'], 30_000)
    expect(await paymentRow(id)).toMatchObject({ amountMinor: price?.amountMinor })
    expect((await couponNamed(orderId, 'Spring voucher'))?.balanceMinor).toBe(0)
  })

  test.each(['pay_intent', 'pay_answered'] as const)('is paid once though its worker died at %s', async (step) => {
    const orderId = await orderedElsewhere(world)
    const id = await approvedPay(orderId)
    await look(mortal(step), id)
    expect(await world.row(id)).toMatchObject({ state: 'paying' })
    await hurry(id)
    await world.follow(id, ['done'], 30_000)
    expect(await paysOf(orderId)).toEqual(['accepted'])
    expect((await paymentRow(id))?.sends).toBe(step === 'pay_intent' ? 2 : 1)
  })

  test('is found paid when the answer to its payment was lost', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await approvedPay(orderId)
    await world.cloud.control('faults', { fault: 'reset', when: 'after', match: { operation: 'PayOrders' }, times: 1 })
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'payment_not_known' })
    await world.follow(id, ['done'], 30_000)
    expect(await paysOf(orderId)).toEqual(['accepted'])
  })

  test('is found unpaid when its payment was lost on the way, and is then paid', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await approvedPay(orderId)
    await world.cloud.control('faults', { fault: 'reset', when: 'before', match: { operation: 'PayOrders' }, times: 1 })
    await world.follow(id, ['done'], 30_000)
    expect((await paysOf(orderId)).filter((outcome) => outcome === 'accepted')).toHaveLength(1)
    expect((await paymentRow(id))?.sends).toBe(2)
  })
})

describe('an order that changed since it was approved', () => {
  test.each([
    ['paid', 'pay', 'reasons.orderIsPaid'],
    ['cancelled', 'cancel', 'reasons.orderIsCancelled'],
  ])('is left alone when it was %s meanwhile', async (_, control, words) => {
    const orderId = await orderedElsewhere(world)
    const id = await approvedPay(orderId)
    await world.cloud.control(`orders/${orderId}/${control}`)
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'held', stateReason: { words } })
    expect(await paysOf(orderId)).toEqual([])
  })

  test('is not taken on when it costs more', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await approvedPay(orderId)
    await world.cloud.control(`orders/${orderId}`, { amount_fen: 99_999_900 })
    await look(world.deps, id)
    const held = await world.row(id)
    expect(held.state).toBe('held')
    expect(held.stateReason).toMatchObject({ words: expect.stringContaining('errors.order.amountRose') })
    expect(await paysOf(orderId)).toEqual([])
  })

  test('is not paid when a coupon was used up after it was taken on; it is closed, and the order stays', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await approvedPay(orderId, { coupons: ['Cash coupon'] })
    await look(mortal('taken_on'), id)
    expect(await world.row(id)).toMatchObject({ state: 'ordered' })
    const coupon = await couponNamed(orderId, 'Cash coupon')
    await world.cloud.control(`coupons/${coupon?.id}`, { balance_fen: 0 })
    await hurry(id)
    const held = await world.follow(id, ['payment_held'])
    expect(held.stateReason).toMatchObject({ words: expect.stringContaining('reasons.meansGone') })
    const reviewer = await world.as(world.reviewer)
    const { actions } = await showRequest(reviewer, { id })
    expect([actions.close.isOffered, actions.cancelOrder.isOffered]).toEqual([true, false])
    await expect(cancelOrder(await world.as(world.admin), { id, comment: 'no' })).rejects.toThrow(
      'errors.nothingToCancel',
    )
    await closeRequest(reviewer, { id, comment: 'Asked for again without the coupon' })
    expect(await world.row(id)).toMatchObject({ state: 'failed' })
    expect([await paysOf(orderId), await statusOf(orderId)]).toEqual([[], 6])
    const again = await approvedPay(orderId)
    await world.follow(again, ['done'], 30_000)
    expect(await paysOf(orderId)).toEqual(['accepted'])
    await world.cloud.control(`coupons/${coupon?.id}`, { balance_fen: 20_000 })
  })

  test('is found cancelled when somebody cancels it while it is held', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await approvedPay(orderId)
    await look(mortal('taken_on'), id)
    await world.cloud.control(`orders/${orderId}/cancel`)
    await hurry(id)
    expect(await world.follow(id, ['cancelled'])).toMatchObject({ moneyState: 'cancelled' })
    expect(await paysOf(orderId)).toEqual([])
  })
})

describe('two requests about one order', () => {
  test('both approved: the first takes it on, the second is held and says who did', async () => {
    const orderId = await orderedElsewhere(world)
    const [first, second] = [await approvedPay(orderId), await approvedPay(orderId)]
    await look(mortal('taken_on'), first)
    const { number } = await world.row(first)
    await look(world.deps, second)
    expect(await world.row(second)).toMatchObject({
      state: 'held',
      stateReason: { words: `reasons.orderTaken|{"number":${number}}` },
    })
    await hurry(first)
    await world.follow(first, ['done'], 30_000)
    expect(await paysOf(orderId)).toEqual(['accepted'])
  })

  test('looked at in the same moment: one pays', async () => {
    const orderId = await orderedElsewhere(world)
    const ids = [await approvedPay(orderId), await approvedPay(orderId)]
    await Promise.all(ids.map((id) => look({ ...world.deps, spool: memorySpool() }, id)))
    await Promise.all(ids.map((id) => world.follow(id, ['done', 'held'], 30_000)))
    expect((await Promise.all(ids.map((id) => world.row(id)))).map(({ state }) => state).toSorted()).toEqual([
      'done',
      'held',
    ])
    expect(await paysOf(orderId)).toEqual(['accepted'])
    expect(await world.db.select().from(orderTaken).where(eq(orderTaken.orderId, orderId))).toHaveLength(1)
  })

  test('a third is not even taken while one is at work', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await approvedPay(orderId)
    await look(mortal('taken_on'), id)
    const asked = {
      operation: 'pay-order',
      submitKey: crypto.randomUUID(),
      reason: '',
      input: await paymentOf(world, orderId),
    }
    await expect(submitRequest(await world.as(world.admin), asked)).rejects.toThrow('reasons.orderTaken')
    await hurry(id)
    await world.follow(id, ['done'], 30_000)
  })

  test('one that cancels and one that pays: the cloud lets one of them, and the other says so', async () => {
    const orderId = await orderedElsewhere(world)
    const pays = await approvedPay(orderId)
    const cancels = await world.approvedOf('cancel-order', await cancellationOf(world, orderId))
    const deps = () => ({ ...world.deps, spool: memorySpool() })
    await Promise.all([look(deps(), pays), look(deps(), cancels)])
    const ends = ['done', 'held', 'cancelled', 'refused', 'delivery_failed', 'absent']
    await Promise.all([pays, cancels].map((id) => world.follow(id, ends, 30_000)))
    const [paid, cancelled] = [await world.row(pays), await world.row(cancels)]
    expect([paid.state, cancelled.state].filter((state) => state === 'done')).toHaveLength(1)
    expect(await statusOf(orderId)).toBe(paid.state === 'done' ? 5 : 4)
  })
})

describe('an order of ours whose payment is held', () => {
  const heldOrder = async () => {
    const own = await world.approved()
    await look(mortal('order_read'), own)
    const [link] = await world.db.select().from(orderLink).where(eq(orderLink.requestId, own))
    const orderId = link?.orderId ?? ''
    await untilListed(world, orderId)
    const { amountMinor = 0 } = await showOrder(await world.deps.reads(world.accountId), orderId)
    await world.cloud.control(`orders/${orderId}`, { amount_fen: amountMinor + 100 })
    await hurry(own)
    await world.follow(own, ['payment_held'])
    return { own, orderId }
  }

  test('is paid by a request of its own, and the request that made it goes on to its servers', async () => {
    const { own, orderId } = await heldOrder()
    const id = await approvedPay(orderId)
    await world.follow(id, ['done'], 30_000)
    await hurry(own)
    expect(await world.follow(own, ['done'], 30_000)).toMatchObject({ moneyState: 'paid', deliveryState: 'delivered' })
    expect(await paysOf(orderId)).toEqual(['accepted'])
    expect(await paymentRow(own)).toBeUndefined()
  })

  test('is not paid by the request that made it while the other is at work', async () => {
    const { own, orderId } = await heldOrder()
    const id = await approvedPay(orderId)
    await look(mortal('taken_on'), id)
    await retryPayment(await world.as(world.reviewer), { id: own })
    await look(world.deps, own)
    expect(await world.row(own)).toMatchObject({
      state: 'ordered',
      stateReason: { words: expect.stringContaining('orderTaken') },
    })
    await hurry(id)
    await world.follow(id, ['done'], 30_000)
    await hurry(own)
    await world.follow(own, ['done'], 30_000)
    expect(await paysOf(orderId)).toEqual(['accepted'])
  })
})

describe('cancelling', () => {
  test('an order that was made elsewhere ends it, and nothing is paid', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await world.approvedOf('cancel-order', await cancellationOf(world, orderId))
    const done = await world.follow(id, ['done'], 30_000)
    expect(done).toMatchObject({ moneyState: 'none' })
    expect([await statusOf(orderId), await paysOf(orderId)]).toEqual([4, []])
  })

  test('is found done when its answer was lost', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await world.approvedOf('cancel-order', await cancellationOf(world, orderId))
    await world.cloud.control('faults', { fault: 'reset', when: 'after', match: { operation: 'CancelCustomerOrders' } })
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'not_known' })
    await world.follow(id, ['done'], 30_000)
    expect(await statusOf(orderId)).toBe(4)
  })

  test('is proven absent when it was lost on the way: the order is still unpaid', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await world.approvedOf('cancel-order', await cancellationOf(world, orderId))
    await world.cloud.control('faults', {
      fault: 'reset',
      when: 'before',
      match: { operation: 'CancelCustomerOrders' },
    })
    await world.follow(id, ['absent'], 30_000)
    expect(await statusOf(orderId)).toBe(6)
  })

  test('is left alone when the order was paid meanwhile', async () => {
    const orderId = await orderedElsewhere(world)
    const id = await world.approvedOf('cancel-order', await cancellationOf(world, orderId))
    await world.cloud.control(`orders/${orderId}/pay`)
    await look(world.deps, id)
    expect(await world.row(id)).toMatchObject({ state: 'held', stateReason: { words: 'reasons.orderIsPaid' } })
  })
})

test('the oracle of the purchase protocol finds nothing to say about all of these', async () => {
  const { violations, counts } = await judge([world.db], await world.cloud.ledger())
  expect(violations).toEqual([])
  expect(counts.paid).toBeGreaterThan(10)
})
