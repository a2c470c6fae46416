import { expect, test } from 'vitest'
import type { OrderRow } from '#lib/orders/queries.ts'
import { putRows, shows } from './put-rows.ts'

const order = (orderId: string, account: string, more: Partial<OrderRow> = {}): OrderRow => ({
  key: `2026~${orderId}`,
  orderId,
  account: { id: account, name: account, region: '' },
  status: 6,
  orderType: 1,
  serviceTypeCode: '',
  serviceTypeName: '',
  region: '',
  amountMinor: 100,
  officialMinor: null,
  refundedMinor: null,
  currency: 'CNY',
  userName: '',
  orderedAt: null,
  paidAt: null,
  payUntil: null,
  request: null,
  askedBy: null,
  attention: null,
  product: '',
  lineCount: 0,
  resourceCount: 0,
  ...more,
})

const page = {
  rows: [order('CS1', 'a'), order('CS2', 'a'), order('CS2', 'b')],
  total: { count: 3, isExact: true },
}

test('a row that changed is shown in its place, under the key of its list, and all others stay as they are', () => {
  const now = order('CS2', 'a', { status: 5, key: 'of another order' })
  expect(putRows(page, { topic: 'order', rows: [now] })).toEqual({
    rows: [order('CS1', 'a'), order('CS2', 'a', { status: 5 }), order('CS2', 'b')],
    total: { count: 3, isExact: true },
  })
})

test('a row that the list does not show changes nothing, nor is it added', () => {
  expect(putRows(page, { topic: 'order', rows: [order('CS1', 'b'), order('CS3', 'a')] })).toBeUndefined()
})

test('only the lists of its kind take a row', () => {
  const keys = [
    ['orders', 'list', { q: '' }],
    ['orders', 'list', 'expiring', {}],
    ['orders', 'one', 'CS1'],
    ['jobs', 'list', {}],
    ['jobs', 'board', {}],
  ]
  expect(keys.map((key) => shows(key, { topic: 'order', rows: [] }))).toEqual([true, false, false, false, false])
  expect(keys.map((key) => shows(key, { topic: 'job', rows: [] }))).toEqual([false, false, false, true, false])
})
