import { expect, test } from 'vitest'
import { startCloud } from '../testing/start-cloud.ts'

const list = '/v2/orders/customer-orders'
const orderIds = (body: { order_infos: { order_id: string }[] }) => body.order_infos.map((row) => row.order_id)

test('calls are counted by their API, reads too, until somebody asks to begin anew', async () => {
  const cloud = startCloud()
  for (let times = 0; times < 3; times += 1) await cloud.call('GET', list)
  const counted = { operation: 'ListCustomerOrders', calls: 3, busiest_second: 3, busiest_minute: 3 }
  expect(await cloud.control('GET', 'calls')).toEqual([counted])
  await cloud.control('DELETE', 'calls')
  expect(await cloud.control('GET', 'calls')).toEqual([])
})

test('an order can be changed and lost behind everybody’s back', async () => {
  const cloud = startCloud()
  const listed = async () => (await cloud.call('GET', `${list}?limit=100`)).body
  const [id = ''] = orderIds(await listed())
  await cloud.control('POST', `orders/${id}`, { status: 3, amount_fen: 4200 })
  expect((await listed()).order_infos).toContainEqual(
    expect.objectContaining({ order_id: id, status: 3, amount_after_discount: 42 }),
  )
  await cloud.control('DELETE', `orders/${id}`)
  expect(orderIds(await listed())).not.toContain(id)
})
