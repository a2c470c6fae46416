import { describe, expect, test } from 'vitest'

import { cannedCloud } from '../testing/canned-cloud.ts'
import { balances, subscribeRate } from './bss-account.ts'
import { listOrders, showOrder } from './bss-orders.ts'
import { orderCoupons, orderDiscounts } from './bss-order-offers.ts'
import { cancelCall, payCall, payRefusals } from './bss-payment.ts'
import { orderResources } from './bss-resources.ts'

const order = {
  order_id: 'CS1905251035OA1AF',
  customer_id: 'c',
  service_type_code: 'hws.service.type.cph',
  service_type_name: 'Cloud Phone Host',
  source_type: 1,
  status: 6,
  order_type: 1,
  amount_after_discount: 11900.1,
  official_amount: '11900.10',
  measure_id: 1,
  currency: 'CNY',
  create_time: '2019-05-25T02:35:01Z',
}

describe('orders', () => {
  test('the list asks in second precision and tells money in hundredths', async () => {
    const { cloud, asked } = await cannedCloud({ total_count: 1, order_infos: [order] })
    const createdFrom = new Date('2026-01-15T02:25:40.123Z')
    const { orders, total } = await listOrders(cloud, { createdFrom, kind: 1, newestFirst: true })
    expect(total).toBe(1)
    expect(orders).toEqual([
      {
        id: 'CS1905251035OA1AF',
        status: 6,
        kind: 1,
        serviceType: 'hws.service.type.cph',
        serviceName: 'Cloud Phone Host',
        amountMinor: 1_190_010,
        officialAmountMinor: 1_190_010,
        currency: 'CNY',
        createdAt: new Date('2019-05-25T02:35:01Z'),
        paidAt: undefined,
      },
    ])
    expect(asked[0]).toMatchObject({
      path: '/v2/orders/customer-orders',
      query: 'create_time_begin=2026-01-15T02%3A25%3A40Z&order_type=1&order_by=-createTime&offset=0&limit=100',
    })
  })

  test('the detail adds lines and the deadline of payment; empty times are none', async () => {
    const { cloud, asked } = await cannedCloud({
      total_count: 1,
      order_info: { ...order, user_name: 'console', pending_payment_end_time: '2019-06-01T02:35:01Z' },
      order_line_items: [
        {
          order_line_item_id: 'l1',
          product_id: '00301-25217-0--0',
          period_type: 2,
          period_num: 1,
          subscription_num: 2,
          amount_after_discount: 11900.1,
          effective_time: '',
          expire_time: null,
        },
      ],
    })
    expect(await showOrder(cloud, 'CS1905251035OA1AF')).toMatchObject({
      userName: 'console',
      payUntil: new Date('2019-06-01T02:35:01Z'),
      lines: [{ productId: '00301-25217-0--0', periodType: 2, periodCount: 1, quantity: 2, effectiveAt: undefined }],
    })
    expect(asked[0]?.path).toBe('/v2/orders/customer-orders/details/CS1905251035OA1AF')
  })

  test('an amount that is no number makes the answer unreadable rather than free', async () => {
    const { cloud } = await cannedCloud({ order_infos: [{ ...order, amount_after_discount: 'n/a' }] })
    await expect(listOrders(cloud)).rejects.toMatchObject({ code: 'client.unreadable' })
  })

  test('the resources of an order are asked for at the misspelt path; none is a normal answer', async () => {
    const { cloud, asked } = await cannedCloud(
      { total_count: 0, data: [] },
      {
        total_count: 1,
        data: [
          { id: 'x', resource_id: 's1', resource_name: 'a-0001', is_main_resource: 1, status: 2, expire_policy: 3 },
        ],
      },
    )
    expect(await orderResources(cloud, 'CS1', { onlyMain: true })).toEqual([])
    expect(await orderResources(cloud, 'CS1')).toMatchObject([{ id: 's1', isMain: true, status: 2, expirePolicy: 3 }])
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/v2/orders/suscriptions/resources/query' })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      order_id: 'CS1',
      only_main_resource: 1,
      offset: 0,
      limit: 100,
    })
  })
})

describe('payment', () => {
  test('uses no coupon and no discount unless told to', () => {
    const call = payCall('CS1')
    expect(call).toMatchObject({ service: 'bss', method: 'POST', path: '/v3/orders/customer-orders/pay' })
    expect(call.body).toBe('{"order_id":"CS1","use_coupon":"NO","use_discount":"NO"}')
    const rich = payCall('CS1', { coupons: [{ id: 'c', type: 302 }], discount: { id: 'd', type: 2 } })
    expect(JSON.parse(rich.body ?? '')).toEqual({
      order_id: 'CS1',
      use_coupon: 'YES',
      use_discount: 'YES',
      coupon_infos: [{ id: 'c', type: 302 }],
      discount_infos: [{ id: 'd', type: 2 }],
    })
  })

  test('only an empty answer is a yes', () => {
    expect(payCall('CS1').isAccepted(undefined)).toBe(true)
    expect(payCall('CS1').isAccepted({})).toBe(false)
    expect(cancelCall('CS1').isAccepted(undefined)).toBe(true)
  })

  test('too little money is a definite no; a payment in progress is not', () => {
    expect(payRefusals.has('CBC.99005003')).toBe(true)
    expect(payRefusals.has('CBC.99000088')).toBe(false)
    expect(payRefusals.has('CBC.0999')).toBe(false)
  })

  test('coupons and discounts of an order read in our words', async () => {
    const limit = { limit_key: 'simultaneousUseWithContractDiscount', value1: '0' }
    const coupon = { coupon_id: 'c', status: 2, balance: 100.5, used_by_order_id: 'CS2', use_limits: [limit] }
    const coupons = await cannedCloud({
      count: 3,
      user_coupons: [
        { ...coupon, coupon_type: 1 },
        { ...coupon, coupon_type: 302, status: 1 },
        { ...coupon, coupon_type: 3 },
      ],
    })
    const read = { id: 'c', balanceMinor: 10_050, heldByOrderId: 'CS2', notWith: [2] }
    expect(await orderCoupons(coupons.cloud, 'CS1')).toMatchObject([
      { ...read, type: 301, isActivated: true },
      { ...read, type: 302, isActivated: false },
      { ...read, type: undefined },
    ])
    const lines = [{ discount_amount: 10.5 }, { discount_amount: '1.25' }]
    const orders = [
      { order_id: 'CS1', order_line_items: lines },
      { order_id: 'CS2', order_line_items: lines },
    ]
    const discounts = await cannedCloud({
      discounts: [
        { discount_id: 'd', discount_value: '0.9', discount_type: 2, orders },
        { discount_id: 'e', discount_value: '', discount_type: 1 },
      ],
    })
    expect(await orderDiscounts(discounts.cloud, 'CS1')).toEqual([
      { id: 'd', value: '0.9', kind: 2, deductionMinor: 1175 },
      { id: 'e', value: undefined, kind: 1, deductionMinor: undefined },
    ])
  })
})

describe('money', () => {
  test('cash and credit can pay; bonus cannot', async () => {
    const { cloud } = await cannedCloud({
      account_balances: [
        { account_id: 'a', account_type: 1, amount: 100.1, currency: 'CNY', measure_id: 1 },
        { account_id: 'b', account_type: 2, amount: 50, credit_amount: 80 },
        { account_id: 'c', account_type: 5, amount: 999 },
      ],
      debt_amount: 0,
      measure_id: 1,
      currency: 'CNY',
    })
    expect(await balances(cloud)).toMatchObject({ availableMinor: 15_010, debtMinor: 0, currency: 'CNY' })
  })

  const product = {
    id: '1',
    serviceType: 'hws.service.type.ebs',
    resourceType: 'hws.resource.type.volume',
    resourceSpec: 'GPSSD',
    region: 'cn-north-4',
    size: { amount: 100, unit: 17 },
    periodType: 2,
    periodCount: 1,
    quantity: 2,
  } as const
  const official = {
    official_website_amount: 140.7,
    measure_id: 1,
    product_rating_results: [{ id: '1', product_id: 'p', official_website_amount: 140.7, measure_id: 1 }],
  }

  test('the price is that of the best offer, else the list price', async () => {
    const { cloud, asked } = await cannedCloud(
      {
        official_website_rating_result: official,
        optional_discount_rating_results: [
          { discount_id: 'x', discount_type: 605, best_offer: 0, amount: 130 },
          { discount_id: 'y', discount_type: 605, discount_name: 'Contract', best_offer: 1, amount: 120.345 },
        ],
        currency: '',
      },
      { official_website_rating_result: official, currency: 'USD' },
    )
    expect(await subscribeRate(cloud, [product])).toEqual({
      amountMinor: 12_035,
      officialAmountMinor: 14_070,
      currency: 'CNY',
      discountName: 'Contract',
      products: [{ id: '1', officialAmountMinor: 14_070 }],
    })
    expect(await subscribeRate(cloud, [product])).toMatchObject({ amountMinor: 14_070, currency: 'USD' })
    expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
      project_id: 'p-1',
      product_infos: [
        {
          id: '1',
          cloud_service_type: 'hws.service.type.ebs',
          resource_type: 'hws.resource.type.volume',
          resource_spec: 'GPSSD',
          region: 'cn-north-4',
          resource_size: 100,
          size_measure_id: 17,
          period_type: 2,
          period_num: 1,
          subscription_num: 2,
        },
      ],
    })
  })

  test('a price without an amount is unreadable, never nought', async () => {
    const { cloud } = await cannedCloud({ official_website_rating_result: { official_website_amount: '' } })
    await expect(subscribeRate(cloud, [product])).rejects.toMatchObject({ code: 'client.unreadable' })
  })
})
