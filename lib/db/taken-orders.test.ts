import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { orderTaken, payment, request, requestVersion } from './schema.ts'
import { createTestDatabase, type TestDatabase } from './testing/database.ts'
import { type Cast, createCast, insertApproval, insertOrderedRequest, setState } from './testing/requests.ts'

let database: TestDatabase
let cast: Cast

beforeAll(async () => {
  database = await createTestDatabase()
  cast = await createCast(database.db)
})
afterAll(() => database.drop())

const newOrderId = () => `CS${randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()}`

/** A request to pay that order, in `ordered`; approved, unless told otherwise. */
async function askedToPay(orderId: string, isApproved = true) {
  const { db } = database
  const [asked] = await db
    .insert(request)
    .values({
      operation: 'pay-order',
      accountId: cast.account.id,
      title: orderId,
      state: 'awaiting_approval',
      approvalHash: createHash('sha256').update(randomUUID()).digest('hex'),
      fingerprint: randomUUID(),
      amountMinor: 1000,
      currency: 'CNY',
      expiresAt: new Date(Date.now() + 3_600_000),
      createdBy: cast.admin.id,
      submitKey: randomUUID(),
    })
    .returning()
  if (!asked) throw new Error('The request was not written')
  const { id, approvalHash } = asked
  const document = { input: { target: { id: orderId } } }
  await db
    .insert(requestVersion)
    .values({ requestId: id, version: 1, document, approvalHash, body: '{}', createdBy: cast.admin.id })
  if (isApproved) await insertApproval(db, asked, cast.reviewer.id)
  for (const state of ['approved', 'claimed', 'ordered']) await setState(db, id, state)
  return asked
}

const take = (requestId: string, orderId: string) => database.db.insert(orderTaken).values({ requestId, orderId })
const pay = (requestId: string, orderId: string, amountMinor = 1000) =>
  database.db.insert(payment).values({ requestId, orderId, amountMinor, currency: 'CNY', state: 'sending' })
const refusal = async (deed: PromiseLike<unknown>): Promise<string> => {
  try {
    await deed
    return 'allowed'
  } catch (error) {
    return error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
  }
}

describe('an order is taken on', () => {
  test('by the approved request that names it, which then pays it within its approval', async () => {
    const orderId = newOrderId()
    const { id } = await askedToPay(orderId)
    expect(await refusal(pay(id, orderId))).toBe('only the order of the request is paid')
    await take(id, orderId)
    expect(await refusal(pay(id, orderId, 1001))).toBe('a payment never exceeds what was approved')
    expect(await refusal(pay(id, orderId))).toBe('allowed')
  })
  test('by no request that nobody approved', async () => {
    const orderId = newOrderId()
    const { id } = await askedToPay(orderId, false)
    expect(await refusal(take(id, orderId))).toBe('nothing is paid without a valid approval')
  })
  test('by no request that names another', async () => {
    const { id } = await askedToPay(newOrderId())
    expect(await refusal(take(id, newOrderId()))).toBe('only the approved order is taken on')
  })
  test('by one request at a time, and by the next when that one has ended', async () => {
    const orderId = newOrderId()
    const [first, second] = [await askedToPay(orderId), await askedToPay(orderId)]
    await take(first.id, orderId)
    expect(await refusal(take(second.id, orderId))).toBe('another request takes care of this order')
    for (const state of ['payment_held', 'failed']) await setState(database.db, first.id, state)
    expect(await refusal(take(second.id, orderId))).toBe('allowed')
  })
  test('not while the request that made it is at work on it, and not paid by that one afterwards', async () => {
    const own = await insertOrderedRequest(database.db, cast)
    const { id } = await askedToPay(own.orderId)
    expect(await refusal(take(id, own.orderId))).toBe('the request that made this order takes care of it')
    await setState(database.db, own.id, 'payment_held')
    await take(id, own.orderId)
    await setState(database.db, own.id, 'ordered')
    expect(await refusal(pay(own.id, own.orderId))).toBe('another request takes care of this order')
  })
})

test('a request does not cancel an order that it did not make, nor give up one that it made', async () => {
  const orderId = newOrderId()
  const { id } = await askedToPay(orderId)
  await take(id, orderId)
  expect(await refusal(setState(database.db, id, 'cancelling'))).toBe(
    'an order that the request did not make is not cancelled with it',
  )
  const own = await insertOrderedRequest(database.db, cast)
  await setState(database.db, own.id, 'payment_held')
  expect(await refusal(setState(database.db, own.id, 'failed'))).toBe(
    'a request is not given up while its order can be paid',
  )
})
