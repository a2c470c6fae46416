import { describe, expect, test } from 'vitest'
import { fullPurchase, payOrder, purchase } from '../../testing/purchases.ts'
import { type CloudUnderTest, startCloud } from '../../testing/start-cloud.ts'

const list = async (cloud: CloudUnderTest, query: string) =>
  (await cloud.call('GET', '/v2/orders/customer-orders', { query })).body
const details = (cloud: CloudUnderTest, orderId: string, headers: Record<string, string> = {}) =>
  cloud.call('GET', `/v2/orders/customer-orders/details/${orderId}`, { headers })
const cancel = (cloud: CloudUnderTest, orderId: string) =>
  cloud.call('PUT', '/v2/orders/customer-orders/cancel', { body: { order_id: orderId } })
const buyUnpaid = async (cloud: CloudUnderTest): Promise<string> => (await purchase(cloud)).body.order_id
const cash = async (cloud: CloudUnderTest): Promise<number> =>
  (await cloud.call('GET', '/v2/accounts/customer-accounts/balances')).body.account_balances[0].amount

test('an unpaid order shows its price and its deadline', async () => {
  const cloud = startCloud()
  const id = await buyUnpaid(cloud)
  const { body } = await details(cloud, id)
  expect(body.order_info).toMatchObject({
    order_id: id,
    status: 6,
    order_type: 1,
    source_type: 1,
    service_type_code: 'hws.service.type.cph',
    service_type_name: '云手机',
    amount_after_discount: 22_840,
    official_amount: 22_840,
    measure_id: 1,
    currency: 'CNY',
    create_time: '2026-01-15T02:30:40Z',
    pending_payment_end_time: '2026-01-16T02:30:40Z',
    user_name: 'demo-spend',
  })
  expect(body.order_info).not.toHaveProperty('payment_time')
  expect(body.total_count).toBe(3)
  expect(
    body.order_line_items.map((line: Record<string, unknown>) => [
      line['product_spec_desc'],
      line['subscription_num'],
      line['amount_after_discount'],
    ]),
  ).toEqual([
    ['云手机服务器 physical.kg1.4xlarge.cp.rs2.plus', 2, 22_600],
    ['云硬盘 GPSSD 100GB', 2, 140],
    ['云硬盘 SSD 50GB', 2, 100],
  ])
})

test('names come in the language that was asked for', async () => {
  const cloud = startCloud()
  const { body } = await details(cloud, await buyUnpaid(cloud), { 'x-language': 'en_US' })
  expect(body.order_info.service_type_name).toBe('Cloud Phone Host')
})

test('paying takes the money at once and answers with nothing', async () => {
  const cloud = startCloud()
  const id = await buyUnpaid(cloud)
  const before = await cash(cloud)
  const answer = await payOrder(cloud, id)
  expect([answer.status, answer.body]).toEqual([204, undefined])
  expect(before - (await cash(cloud))).toBeCloseTo(22_840, 2)
  expect((await details(cloud, id)).body.order_info).toMatchObject({ status: 3, payment_time: '2026-01-15T02:30:40Z' })
})

describe('an order is paid once', () => {
  test('a repeat while the payment is in progress says so', async () => {
    const cloud = startCloud()
    const id = await buyUnpaid(cloud)
    await payOrder(cloud, id)
    expect((await payOrder(cloud, id)).body.error_code).toBe('CBC.99000088')
  })

  test('a later repeat says that the order has changed', async () => {
    const cloud = startCloud()
    const id = await buyUnpaid(cloud)
    await payOrder(cloud, id)
    const after = await cash(cloud)
    cloud.emulator.advance(3)
    expect((await payOrder(cloud, id)).body.error_code).toBe('CBC.99003106')
    cloud.emulator.finish()
    expect((await payOrder(cloud, id)).body.error_code).toBe('CBC.99003106')
    expect(await cash(cloud)).toBe(after)
    expect(cloud.outcomes()).toEqual(['accepted', 'accepted', 'refused', 'refused'])
  })

  test('a cancelled order cannot be paid, and its servers are void', async () => {
    const cloud = startCloud()
    const { body } = await purchase(cloud)
    expect((await cancel(cloud, body.order_id)).status).toBe(204)
    expect((await payOrder(cloud, body.order_id)).body.error_code).toBe('CBC.99003106')
    expect(cloud.emulator.cloud.world.servers.some((server) => body.server_ids.includes(server.id))).toBe(false)
    expect((await cancel(cloud, body.order_id)).body.error_code).toBe('CBC.99005010')
  })

  test('a paid order cannot be cancelled', async () => {
    const cloud = startCloud()
    const id = await buyUnpaid(cloud)
    await payOrder(cloud, id)
    expect((await cancel(cloud, id)).body.error_code).toBe('CBC.99005010')
  })
})

test('an unpaid order is cancelled at its deadline', async () => {
  const cloud = startCloud()
  const id = await buyUnpaid(cloud)
  cloud.emulator.advance(86_399)
  expect((await details(cloud, id)).body.order_info.status).toBe(6)
  cloud.emulator.advance(1)
  expect((await details(cloud, id)).body.order_info.status).toBe(4)
  expect((await payOrder(cloud, id)).body.error_code).toBe('CBC.99003110')
})

test('the deadline does not move when the speed changes', async () => {
  const cloud = startCloud()
  const id = await buyUnpaid(cloud)
  await cloud.control('POST', 'clock', { scale: 3600 })
  cloud.emulator.advance(3600)
  expect((await details(cloud, id)).body.order_info).toMatchObject({
    status: 6,
    pending_payment_end_time: '2026-01-16T02:30:40Z',
  })
})

test('too little money is refused and the order stays unpaid', async () => {
  const cloud = startCloud()
  const { world } = cloud.emulator.cloud
  const id = await buyUnpaid(cloud)
  Object.assign(world.accounts[0] ?? {}, { balanceFen: 2_283_999, creditFen: 0 })
  const answer = await payOrder(cloud, id)
  expect([answer.status, answer.body.error_code]).toEqual([400, 'CBC.99005003'])
  expect((await details(cloud, id)).body.order_info.status).toBe(6)
  Object.assign(world.accounts[0] ?? {}, { creditFen: 1 })
  expect((await payOrder(cloud, id)).status).toBe(204)
  expect(world.accounts[0]).toMatchObject({ balanceFen: 0, creditFen: 0 })
})

test.each([
  ['an unknown order', { order_id: 'CS2601010101XXXXX', use_coupon: 'NO', use_discount: 'NO' }, 'CBC.30000010'],
  ['a payment that says nothing of coupons', { order_id: 'CS2601010101XXXXX', use_discount: 'NO' }, 'CBC.0100'],
  ['a coupon without its id', { order_id: 'CS2601010101XXXXX', use_coupon: 'YES', use_discount: 'NO' }, 'CBC.0100'],
  ['a lower-case answer', { order_id: 'CS2601010101XXXXX', use_coupon: 'no', use_discount: 'NO' }, 'CBC.0100'],
  ['an unknown member', { order_id: 'CS2601010101XXXXX', use_coupon: 'NO', use_discount: 'NO', tip: 1 }, 'CBC.0100'],
])('%s is refused', async (_, body, code) => {
  const answer = await startCloud().call('POST', '/v3/orders/customer-orders/pay', { body })
  expect([answer.status, answer.body.error_code]).toEqual([400, code])
})

describe('a payment with coupons and a discount', () => {
  const offered = async (cloud: CloudUnderTest, what: string, id: string) =>
    (await cloud.call('GET', `/v2/orders/customer-orders/order-${what}`, { query: `order_id=${id}` })).body
  const couponsOf = async (cloud: CloudUnderTest, id: string) =>
    (await offered(cloud, 'coupons', id)).user_coupons.map((row: { coupon_id: string; coupon_type: number }) => ({
      id: row.coupon_id,
      type: row.coupon_type,
    }))
  const payWith = (cloud: CloudUnderTest, id: string, coupons: object[], discounts: object[] = []) =>
    cloud.call('POST', '/v3/orders/customer-orders/pay', {
      body: {
        order_id: id,
        use_coupon: coupons.length > 0 ? 'YES' : 'NO',
        use_discount: discounts.length > 0 ? 'YES' : 'NO',
        ...(coupons.length > 0 && { coupon_infos: coupons }),
        ...(discounts.length > 0 && { discount_infos: discounts }),
      },
    })

  test('takes their balance first, then money, and tells what they paid', async () => {
    const cloud = startCloud()
    const id = await buyUnpaid(cloud)
    const before = await cash(cloud)
    const [voucher] = await couponsOf(cloud, id)
    const [commercial] = (await offered(cloud, 'discounts', id)).discounts
    expect(commercial.orders[0].order_line_items[0].discount_amount).toBe(1142)
    const discount = { id: commercial.discount_id, type: commercial.discount_type }
    expect((await payWith(cloud, id, [voucher], [discount])).status).toBe(204)
    expect(before - (await cash(cloud))).toBe(22_840 - 1142 - 500)
    expect((await details(cloud, id)).body.order_info.amount_info.coupon_amount).toBe(1642)
    expect((await offered(cloud, 'coupons', id)).user_coupons[0].balance).toBe(0)
  })

  test.each([
    ['a coupon with nothing left', 4, 'CBC.99003116'],
    ['a coupon that is not activated', 5, 'CBC.99003116'],
    ['a coupon that another order holds', 0, 'CBC.99003112'],
  ])('%s is refused, and takes nothing', async (_, index, code) => {
    const cloud = startCloud()
    const id = await buyUnpaid(cloud)
    const before = await cash(cloud)
    const coupons = await couponsOf(cloud, id)
    const held = cloud.emulator.cloud.world.coupons[0]
    if (held) held.heldByOrderId = 'CS2601010101XXXXX'
    const answer = await payWith(cloud, id, [coupons[3], coupons[index]])
    expect([answer.status, answer.body.error_code]).toEqual([400, code])
    expect(await cash(cloud)).toBe(before)
    expect((await offered(cloud, 'coupons', id)).user_coupons[3].balance).toBe(100)
  })

  test('is refused where the coupon excludes the discount, and with a discount of another kind', async () => {
    const cloud = startCloud()
    const id = await buyUnpaid(cloud)
    const coupons = await couponsOf(cloud, id)
    const [commercial] = (await offered(cloud, 'discounts', id)).discounts
    const discount = { id: commercial.discount_id, type: 2 }
    expect((await payWith(cloud, id, [coupons[1]], [discount])).body.error_code).toBe('CBC.99003147')
    expect((await payWith(cloud, id, [], [{ ...discount, type: 3 }])).body.error_code).toBe('CBC.99003108')
  })
})

test('someone else’s order cannot be seen or paid', async () => {
  const cloud = startCloud()
  const id = await buyUnpaid(cloud)
  expect((await payOrder(cloud, id, 'poor')).body.error_code).toBe('CBC.30000010')
  expect((await cloud.call('GET', `/v2/orders/customer-orders/details/${id}`, { as: 'poor' })).status).toBe(400)
})

describe('the order list', () => {
  test('is newest first, paged by row, and filtered by state, time and id', async () => {
    const cloud = startCloud()
    const first = await buyUnpaid(cloud)
    cloud.wall.now += 60_000
    const second = await buyUnpaid(cloud)
    await payOrder(cloud, first)
    const ids = async (query: string) =>
      (await list(cloud, query)).order_infos.map((row: { order_id: string }) => row.order_id)
    expect((await ids('')).slice(0, 2)).toEqual([second, first])
    expect(await ids('limit=1&offset=1')).toEqual([first])
    expect(await ids('status=6')).toEqual([second])
    expect(await ids('status=3&service_type_code=HWS.service.type.CPH')).toEqual([first])
    expect(await ids(`order_id=${first.toLowerCase()}`)).toEqual([first])
    expect(await ids('create_time_begin=2026-01-15T02:30:40Z&create_time_end=2026-01-15T02:30:40Z')).toEqual([first])
    expect(await ids('create_time_begin=2026-01-15T02:31:40Z')).toEqual([second])
    expect((await ids('order_by=createTime&limit=100')).slice(-2)).toEqual([first, second])
  })

  test('hides a new order for the lag, as the details do', async () => {
    const cloud = startCloud({ options: { listLagSeconds: 60 } })
    const id = await buyUnpaid(cloud)
    expect((await list(cloud, `order_id=${id}`)).total_count).toBe(0)
    expect((await details(cloud, id)).body.error_code).toBe('CBC.30000010')
    cloud.wall.now += 60_000
    expect((await list(cloud, `order_id=${id}`)).total_count).toBe(1)
  })

  test.each([
    'limit=101',
    'status=2',
    'create_time_begin=2026-01-15',
    'create_time_begin=2024-01-01T00:00:00Z&create_time_end=2026-01-01T00:00:00Z',
  ])('refuses %s', async (query) => {
    expect((await list(startCloud(), query)).error_code).toBe('CBC.0100')
  })
})

describe('prices', () => {
  const product = {
    id: '1',
    cloud_service_type: 'hws.service.type.cph',
    resource_type: 'hws.resource.type.cph.server',
    resource_spec: 'physical.kg1.4xlarge.cp.rs2.plus',
    region: 'cn-north-4',
    period_type: 2,
    period_num: 1,
    subscription_num: 2,
  }
  const disk = {
    ...product,
    cloud_service_type: 'hws.service.type.ebs',
    resource_type: 'hws.resource.type.volume',
    size_measure_id: 17,
  }
  const rate = async (cloud: CloudUnderTest, products: object[]) =>
    (
      await cloud.call('POST', '/v2/bills/ratings/period-resources/subscribe-rate', {
        as: 'read',
        body: { project_id: cloud.projectId(), product_infos: products },
      })
    ).body

  test('a quote is what the order then costs', async () => {
    const cloud = startCloud()
    await cloud.control('POST', 'prices', { factor: 1.0375 })
    const quoted = await rate(cloud, [
      product,
      { ...disk, id: '2', resource_spec: 'GPSSD', resource_size: 100 },
      { ...disk, id: '3', resource_spec: 'SSD', resource_size: 50 },
    ])
    const { body } = await details(cloud, await buyUnpaid(cloud))
    expect(quoted.official_website_rating_result.official_website_amount).toBe(body.order_info.amount_after_discount)
    expect(quoted).not.toHaveProperty('optional_discount_rating_results')
    expect(quoted.official_website_rating_result.product_rating_results).toHaveLength(3)
  })

  test('a year costs ten months', async () => {
    const amount = async (term: object) =>
      (await rate(startCloud(), [{ ...product, ...term }])).official_website_rating_result.official_website_amount
    expect(await amount({ period_type: 3, period_num: 1 })).toBe(await amount({ period_type: 2, period_num: 10 }))
  })

  test('prices move for orders that come later, not for those that are there', async () => {
    const cloud = startCloud()
    const before = await buyUnpaid(cloud)
    await cloud.control('POST', 'prices', { factor: 2 })
    const after = await buyUnpaid(cloud)
    const amount = async (id: string) => (await details(cloud, id)).body.order_info.amount_after_discount
    expect([await amount(before), await amount(after)]).toEqual([22_840, 45_680])
  })

  test.each([
    ['an unknown product', [{ ...product, resource_spec: 'physical.kg1.4xlarge.cp.rs9' }], 'CBC.99006006'],
    ['a phone of another server', [{ ...product, resource_spec: 'physical.rx1.xlarge.rs2.plus' }], 'CBC.99006006'],
    ['a disk without a size', [{ ...disk, resource_spec: 'SSD' }], 'CBC.99006006'],
    ['a region that is not there', [{ ...product, region: 'cn-moon-1' }], 'CBC.99006006'],
    ['two products with one id', [product, product], 'CBC.0100'],
    ['a price by the day', [{ ...product, period_type: 0 }], 'CBC.0100'],
  ])('%s fails the whole request', async (_, products, code) => {
    expect((await rate(startCloud(), [{ ...product, id: 'good' }, ...products])).error_code).toBe(code)
  })
})

test('an hour of use costs half as much again as one of a month', async () => {
  const cloud = startCloud()
  const product = {
    id: '1',
    cloud_service_type: 'hws.service.type.ec2',
    resource_type: 'hws.resource.type.vm',
    resource_spec: 's6.large.2.linux',
    region: 'cn-north-4',
    usage_factor: 'Duration',
    usage_value: 1,
    usage_measure_id: 4,
    subscription_num: 2,
  }
  const rate = (changes: object = {}) =>
    cloud.call('POST', '/v2/bills/ratings/on-demand-resources', {
      as: 'read',
      body: { project_id: cloud.projectId(), inquiry_precision: 0, product_infos: [{ ...product, ...changes }] },
    })
  expect((await rate()).body).toMatchObject({
    amount: 0.626667,
    currency: 'CNY',
    product_rating_results: [{ id: '1' }],
  })
  expect((await rate({ resource_spec: 's9.large' })).body.error_code).toBe('CBC.99006006')
  expect((await rate({ usage_factor: 'upflow' })).body.error_code).toBe('CBC.0100')
})

test('resources are listed only after delivery, main ones with their disks beneath', async () => {
  const cloud = startCloud()
  const { body } = await purchase(cloud, {
    extend_param: { ...fullPurchase.extend_param, is_auto_pay: 1, is_auto_renew: 1 },
  })
  const query = (changes: object = {}) =>
    cloud.call('POST', '/v2/orders/suscriptions/resources/query', {
      as: 'read',
      body: { order_id: body.order_id, ...changes },
    })
  cloud.emulator.finish()
  expect((await query()).body.total_count).toBe(0)
  cloud.emulator.advance(5)
  expect((await query()).body.total_count).toBe(6)
  const main = (await query({ only_main_resource: 1 })).body
  expect(main.data).toMatchObject([
    { resource_id: body.server_ids[0], resource_name: 'farm-0001', is_main_resource: 1, status: 2, expire_policy: 3 },
    {
      resource_id: body.server_ids[1],
      region_code: 'cn-north-4',
      resource_spec_code: 'physical.kg1.4xlarge.cp.rs2.plus',
    },
  ])
  expect((await query({ resource_ids: [body.server_ids[0]] })).body.total_count).toBe(1)
  expect((await query({ service_type_code: '' })).status).toBe(400)
})

test('someone pays or cancels behind our back, and no write of ours is seen', async () => {
  const cloud = startCloud()
  const [first, second] = [await buyUnpaid(cloud), await buyUnpaid(cloud)]
  expect(await cloud.control('POST', `orders/${first}/pay`)).toEqual({ order_id: first, status: 3 })
  expect(await cloud.control('POST', `orders/${second}/cancel`)).toEqual({ order_id: second, status: 4 })
  expect((await payOrder(cloud, second)).body.error_code).toBe('CBC.99003106')
  expect(cloud.emulator.cloud.world.ledger).toHaveLength(3)
})
