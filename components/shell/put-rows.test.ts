import { expect, test } from 'vitest'
import { orderRow } from '#lib/orders/testing/order-row.ts'
import { putRows, shows } from './put-rows.ts'

const page = {
  rows: [orderRow('CS1', 'a'), orderRow('CS2', 'a'), orderRow('CS2', 'b')],
  total: { count: 3, isExact: true },
}

test('a row that changed is shown in its place, under the key of its list, and all others stay as they are', () => {
  const now = orderRow('CS2', 'a', { status: 5, key: 'of another order' })
  expect(putRows(page, { topic: 'order', rows: [now] })).toEqual({
    rows: [orderRow('CS1', 'a'), orderRow('CS2', 'a', { status: 5 }), orderRow('CS2', 'b')],
    total: { count: 3, isExact: true },
  })
})

test('a row that the list does not show changes nothing, nor is it added', () => {
  expect(putRows(page, { topic: 'order', rows: [orderRow('CS1', 'b'), orderRow('CS3', 'a')] })).toBeUndefined()
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
