import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { orderRow } from '#lib/orders/testing/order-row.ts'
import { putIntoLists, putRows, shows } from './put-rows.ts'

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

test('a row makes no list younger: what waits to be read again or could not be read does so on', async () => {
  const client = new QueryClient()
  const keys = ['waits', 'failed', 'fresh'].map((q) => ['orders', 'list', { q }])
  for (const key of keys) client.setQueryData(key, page, { updatedAt: 1_000 })
  const [waits, failed] = keys.map((queryKey) => client.getQueryCache().find({ queryKey }))
  await client.invalidateQueries({ queryKey: waits?.queryKey ?? [], refetchType: 'none' })
  failed?.setState({ status: 'error', error: new Error('the console is out of reach') })
  putIntoLists(client, { topic: 'order', rows: [orderRow('CS1', 'a', { status: 5 })] })
  expect(
    keys.map((key) => {
      const state = client.getQueryState<typeof page>(key)
      return [state?.data?.rows[0]?.status, state?.dataUpdatedAt, state?.isInvalidated, state?.status]
    }),
  ).toEqual([
    [5, 1_000, true, 'success'],
    [6, 1_000, false, 'error'],
    [5, 1_000, false, 'success'],
  ])
  client.clear()
})
