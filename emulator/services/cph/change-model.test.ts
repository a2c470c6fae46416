import { describe, expect, test } from 'vitest'
import { cash, changeModel, changeServer, orderInfo, streamHallId } from '../../testing/changes.ts'
import { payOrder } from '../../testing/purchases.ts'
import { type CloudUnderTest, startCloud } from '../../testing/start-cloud.ts'

const manual = { extend_param: { is_auto_pay: 0 } }
const show = async (cloud: CloudUnderTest) =>
  (await cloud.call('GET', `/v1/{pid}/cloud-phone/servers/${streamHallId}`)).body
const smaller = {
  server_model_name: 'physical.rx1.large.special',
  phone_model_name: 'rx1.cp.sp.c105.d6.e5v5',
}

test('the vendor’s documented change of flavor is accepted as printed, and is an order without a job', async () => {
  const { status, body } = await changeModel(startCloud())
  expect(status).toBe(200)
  expect(body).toEqual({
    request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    order_id: expect.stringMatching(/^CS2601151030[A-Z0-9]{5}$/),
    product_id: expect.stringMatching(/^00301-\d+-0--0$/),
  })
})

describe('a larger flavor', () => {
  test('costs the difference of the monthly prices over the months that are left', async () => {
    const cloud = startCloud()
    const { body } = await changeModel(cloud, manual)
    const product = {
      cloud_service_type: 'hws.service.type.cph',
      resource_type: 'hws.resource.type.cph.server',
      region: 'cn-north-4',
      period_type: 2,
      period_num: 6,
      subscription_num: 1,
    }
    const rated = await cloud.call('POST', '/v2/bills/ratings/period-resources/subscribe-rate', {
      body: {
        project_id: cloud.projectId(),
        product_infos: [
          { ...product, id: 'now', resource_spec: 'physical.rx1.xlarge.rx1.cp.c105.d6.e5v5' },
          { ...product, id: 'then', resource_spec: 'physical.rx1.xlarge.special.rx1.cp.sp.c105.d8.e5v5' },
        ],
      },
    })
    const [now, then] = rated.body.official_website_rating_result.product_rating_results.map(
      (row: { official_website_amount: number }) => row.official_website_amount,
    )
    const info = await orderInfo(cloud, body.order_id)
    expect(info).toMatchObject({ order_type: 3, status: 6, amount_after_discount: then - now })
    expect(then - now).toBe(3_900)
  })

  test('is there two minutes after the payment, when the order is completed too', async () => {
    const cloud = startCloud()
    const ids = () =>
      cloud.emulator.cloud.world.phones.filter((row) => row.serverId === streamHallId).map(({ id }) => id)
    const phones = ids()
    const { body } = await changeModel(cloud, manual)
    cloud.emulator.advance(3600)
    expect((await show(cloud)).server_model_name).toBe('physical.rx1.xlarge')
    await payOrder(cloud, body.order_id)
    cloud.emulator.advance(121)
    expect((await show(cloud)).server_model_name).toBe('physical.rx1.xlarge')
    expect((await orderInfo(cloud, body.order_id)).status).toBe(3)
    cloud.emulator.advance(2)
    expect(await show(cloud)).toMatchObject({
      status: 5,
      server_model_name: 'physical.rx1.xlarge.special',
      phone_model_name: 'rx1.cp.sp.c105.d8.e5v5',
    })
    expect((await orderInfo(cloud, body.order_id)).status).toBe(5)
    expect(ids()).toEqual(phones)
    const resources = await cloud.call('POST', '/v2/orders/suscriptions/resources/query', {
      body: { order_id: body.order_id },
    })
    expect(resources.body.data).toMatchObject([
      { resource_id: streamHallId, resource_spec_code: 'physical.rx1.xlarge.special.rx1.cp.sp.c105.d8.e5v5' },
    ])
  })

  test('is paid at once when asked', async () => {
    const cloud = startCloud()
    const before = cash(cloud)
    const { body } = await changeModel(cloud)
    expect((await orderInfo(cloud, body.order_id)).status).toBe(3)
    expect(before - cash(cloud)).toBe(390_000)
  })
})

describe('a smaller flavor', () => {
  test('is paid back at once, and completes its order before the models switch', async () => {
    const cloud = startCloud()
    const before = cash(cloud)
    const { body } = await changeModel(cloud, { ...smaller, ...manual })
    const info = await orderInfo(cloud, body.order_id)
    expect(info).toMatchObject({ order_type: 3, status: 5, amount_after_discount: -4_500 })
    expect(cash(cloud) - before).toBe(450_000)
    expect((await show(cloud)).server_model_name).toBe('physical.rx1.xlarge')
    const refunds = await cloud.call('GET', '/v2/orders/customer-orders/refund-orders', {
      query: `order_id=${body.order_id}`,
    })
    expect(refunds.body.refund_infos).toMatchObject([
      { amount: -4_500, base_order_id: (await show(cloud)).metadata.order_id },
    ])
    expect((await changeModel(cloud)).body.error_code).toBe('CPS.0099')
    cloud.emulator.advance(120)
    expect((await show(cloud)).server_model_name).toBe('physical.rx1.large.special')
  })
})

describe('a server with an order that is not finished', () => {
  test('takes neither another flavor nor other hardware', async () => {
    const cloud = startCloud()
    const { body } = await changeModel(cloud, manual)
    expect((await changeModel(cloud)).body.error_code).toBe('CPS.0099')
    expect((await changeServer(cloud, {}, streamHallId)).body.error_code).toBe('CPS.0099')
    await cloud.call('PUT', '/v2/orders/customer-orders/cancel', { body: { order_id: body.order_id } })
    expect((await changeModel(cloud)).status).toBe(200)
  })

  test('is free again when the order expires', async () => {
    const cloud = startCloud()
    await changeModel(cloud, manual)
    cloud.emulator.advance(86_400)
    expect((await changeModel(cloud)).status).toBe(200)
  })
})

test('without money the order stays unpaid, or is refused over', async () => {
  const cloud = startCloud()
  Object.assign(cloud.emulator.cloud.world.accounts[0] ?? {}, { balanceFen: 1, creditFen: 0 })
  const { body } = await changeModel(cloud)
  expect((await orderInfo(cloud, body.order_id)).status).toBe(6)
  const other = startCloud({ options: { autoPayShortage: 'refuse' } })
  Object.assign(other.emulator.cloud.world.accounts[0] ?? {}, { balanceFen: 1, creditFen: 0 })
  expect((await changeModel(other)).body.error_code).toBe('CPS.0062')
})

test('a switch lets flavors in that are not special', async () => {
  const plain = { server_model_name: 'physical.rx1.xlarge', phone_model_name: 'rx1.cp.c60.d10.e1v1' }
  const cloud = startCloud({ options: { flavorSpecialOnly: false } })
  expect((await changeModel(cloud, plain)).body.error_code).toBe('CPS.0157')
  expect((await changeModel(startCloud(), plain)).body.error_code).toBe('CPS.0089')
})

describe('wrong changes of flavor', () => {
  const cloud = startCloud()

  test.each<[name: string, changes: Record<string, unknown>, code: string]>([
    ['no server', { server_id: undefined }, 'CPS.0016'],
    ['an empty server id', { server_id: '' }, 'CPS.0016'],
    ['a server id in capitals', { server_id: streamHallId.toUpperCase() }, 'CPS.0016'],
    ['a server id with dashes', { server_id: 'a176d862-5981-453b-bafb-c0a321d8d6a1' }, 'CPS.0016'],
    ['a server id as number', { server_id: 1 }, 'CPS.0016'],
    ['an unknown server', { server_id: '0'.repeat(32) }, 'CPS.0015'],
    ['no server model', { server_model_name: undefined }, 'CPS.0088'],
    ['an empty server model', { server_model_name: '' }, 'CPS.0088'],
    ['a server model of 65 characters', { server_model_name: 'p'.repeat(65) }, 'CPS.0089'],
    ['a server model of 66 bytes', { server_model_name: '云'.repeat(22) }, 'CPS.0089'],
    ['an unknown server model', { server_model_name: 'physical.rx1.xxl' }, 'CPS.0089'],
    ['a server model that is not special', { server_model_name: 'physical.rx1.xlarge.cg' }, 'CPS.0089'],
    ['a server model of another generation', { server_model_name: 'physical.kg1.4xlarge.special' }, 'CPS.0089'],
    ['a server model as number', { server_model_name: 7 }, 'CPS.0089'],
    ['no phone model', { phone_model_name: undefined }, 'CPS.0027'],
    ['an empty phone model', { phone_model_name: '' }, 'CPS.0027'],
    ['an unknown phone model', { phone_model_name: 'rx1.cp.sp' }, 'CPS.0028'],
    ['a phone model of 65 characters', { phone_model_name: 'p'.repeat(65) }, 'CPS.0028'],
    ['a phone model of another server model', { phone_model_name: 'rx1.cp.sp.c105.d6.e5v5' }, 'CPS.0157'],
    ['another number of phones', { phone_model_name: 'rx1.cp.sp.c60.d12.e1v1' }, 'CPS.0157'],
    ['a phone model as list', { phone_model_name: [] }, 'CPS.0028'],
    ['payment by boolean', { extend_param: { is_auto_pay: true } }, 'CPS.0060'],
    ['payment by text', { extend_param: { is_auto_pay: '1' } }, 'CPS.0060'],
    ['payment by 2', { extend_param: { is_auto_pay: 2 } }, 'CPS.0060'],
    ['an unknown member of the terms', { extend_param: { tip: 1 } }, 'CPS.0055'],
    ['terms as text', { extend_param: '1' }, 'CPS.0055'],
    ['an unknown member', { dry_run: true }, 'CPS.9002'],
    ['an image', { image_id: 'a' }, 'CPS.9002'],
  ])('%s is refused', async (_, changes, code) => {
    expect((await changeModel(cloud, changes)).body.error_code).toBe(code)
  })

  test('the current flavor is refused', async () => {
    const other = startCloud()
    await changeModel(other)
    other.emulator.finish()
    expect((await changeModel(other)).body.error_code).toBe('CPS.0157')
  })

  test('nothing is ordered by any of them', () => {
    expect(cloud.emulator.cloud.world.orders.some((order) => order.type === 3)).toBe(false)
  })
})
