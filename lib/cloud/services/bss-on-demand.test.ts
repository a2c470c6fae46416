import { expect, test } from 'vitest'

import { cannedCloud } from '../testing/canned-cloud.ts'
import { onDemandRate } from './bss-on-demand.ts'

const product = {
  id: '1',
  serviceType: 'hws.service.type.ebs',
  resourceType: 'hws.resource.type.volume',
  resourceSpec: 'GPSSD',
  region: 'cn-north-4',
  size: { amount: 100, unit: 17 },
  quantity: 2,
} as const

test('an hour is priced in millionths, since it may cost less than a hundredth', async () => {
  const prices = { amount: 0.0042, discount_amount: 0.0008, official_website_amount: '0.005', measure_id: 1 }
  const { cloud, asked } = await cannedCloud({
    ...prices,
    currency: 'CNY',
    product_rating_results: [{ ...prices, id: '1', product_id: 'p', amount: 1e-7 }],
  })
  expect(await onDemandRate(cloud, [product])).toEqual({
    amountMillionths: 4_200,
    officialAmountMillionths: 5_000,
    currency: 'CNY',
    products: [{ id: '1', amountMillionths: 0, officialAmountMillionths: 5_000 }],
  })
  expect(asked[0]).toMatchObject({ method: 'POST', path: '/v2/bills/ratings/on-demand-resources' })
  expect(JSON.parse(asked[0]?.body ?? '')).toEqual({
    project_id: 'p-1',
    inquiry_precision: 0,
    product_infos: [
      {
        id: '1',
        cloud_service_type: 'hws.service.type.ebs',
        resource_type: 'hws.resource.type.volume',
        resource_spec: 'GPSSD',
        region: 'cn-north-4',
        resource_size: 100,
        size_measure_id: 17,
        subscription_num: 2,
        usage_factor: 'Duration',
        usage_value: 1,
        usage_measure_id: 4,
      },
    ],
  })
})

test('a price without an amount is unreadable, never nought', async () => {
  const { cloud } = await cannedCloud({ official_website_amount: 1, currency: 'CNY' })
  await expect(onDemandRate(cloud, [product])).rejects.toMatchObject({ code: 'client.unreadable' })
})
