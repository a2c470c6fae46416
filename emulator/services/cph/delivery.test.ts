import { describe, expect, onTestFinished, test } from 'vitest'
import { fullPurchase, payOrder, purchase } from '../../testing/purchases.ts'
import { type CloudUnderTest, startCloud } from '../../testing/start-cloud.ts'

const paid = { extend_param: { ...fullPurchase.extend_param, is_auto_pay: 1 } }

const serverStatus = async (cloud: CloudUnderTest, serverId: string): Promise<number> =>
  (await cloud.call('GET', `/v1/{pid}/cloud-phone/servers/${serverId}`)).body.status

const orderOf = async (cloud: CloudUnderTest, orderId: string) =>
  (await cloud.call('GET', `/v2/orders/customer-orders/details/${orderId}`)).body

const phonesOf = async (cloud: CloudUnderTest, serverId: string) =>
  (await cloud.call('GET', '/v1/{pid}/cloud-phone/phones', { query: `server_id=${serverId}&limit=200` })).body

test('a paid server is created in steps and runs after about fifteen minutes', async () => {
  const cloud = startCloud()
  const { body } = await purchase(cloud, { ...paid, count: 1 })
  const [id] = body.server_ids
  const seen: [status: number, phones: number, order: number][] = []
  for (let minute = 0; minute <= 16; minute += 1) {
    cloud.emulator.advance(minute === 0 ? 3 : 60)
    const { count } = await phonesOf(cloud, id)
    const row: (typeof seen)[0] = [
      await serverStatus(cloud, id),
      count,
      (await orderOf(cloud, body.order_id)).order_info.status,
    ]
    if (seen.at(-1)?.join() !== row.join()) seen.push(row)
  }
  expect(seen).toEqual([
    [0, 0, 3],
    [1, 0, 3],
    [3, 0, 3],
    [4, 60, 3],
    [5, 60, 5],
  ])
})

test('the scale shortens deliveries and nothing else', async () => {
  const cloud = startCloud({ timeScale: 60 })
  const { body } = await purchase(cloud, { ...paid, count: 1 })
  cloud.emulator.advance(15)
  expect(await serverStatus(cloud, body.server_ids[0])).toBe(4)
  cloud.emulator.advance(1)
  const detail = (await cloud.call('GET', `/v1/{pid}/cloud-phone/servers/${body.server_ids[0]}`)).body
  expect(detail).toMatchObject({ status: 5, create_time: '2026-01-15T02:30:40Z', update_time: '2026-01-15T02:30:55Z' })
  const line = (await orderOf(cloud, body.order_id)).order_line_items[0]
  expect([line.effective_time, line.expire_time]).toEqual(['2026-01-15T02:30:55Z', '2026-02-15T02:30:55Z'])
})

test('delivery goes on although nobody asks', async () => {
  const cloud = startCloud({ wall: Date.now, timeScale: 90_000 })
  onTestFinished(() => cloud.emulator.close())
  const bought = await purchase(cloud, paid)
  await expect
    .poll(() => cloud.emulator.cloud.world.orders.find((order) => order.id === bought.body.order_id)?.status, {
      interval: 5,
    })
    .toBe(5)
})

test('a running server shows its addresses, bandwidths and disks', async () => {
  const cloud = startCloud()
  const { body } = await purchase(cloud, paid)
  cloud.emulator.finish()
  const detail = (await cloud.call('GET', `/v1/{pid}/cloud-phone/servers/${body.server_ids[0]}`)).body
  expect(detail).toMatchObject({
    server_name: 'farm-0001',
    metadata: { order_id: body.order_id, product_id: body.product_id, charging_mode: 0 },
    availability_zone: 'cn-north-4b',
    volumes: [
      { volume_type: 'GPSSD', volume_size: 100 },
      { volume_type: 'SSD', volume_size: 50 },
    ],
    share_volume_info: { volume_type: 'SSD', size: 50, version: 1 },
    network_version: 'v2',
  })
  expect(detail.addresses).toHaveLength(2)
  expect(detail.band_widths.map((row: { band_width_id: string }) => row.band_width_id)).toEqual([
    fullPurchase.band_width.band_width_id,
    fullPurchase.band_width.band_width_id,
  ])
  const eips = await cloud.call('GET', '/v3/{pid}/eip/publicips', {
    query: `public_ip_address=${detail.addresses[1].public_ip}`,
  })
  expect(eips.body.publicips[0]).toMatchObject({ status: 'ACTIVE', vnic: { device_id: body.server_ids[0] } })
})

test('phones are named after their server and expose only the ports that were opened', async () => {
  const cloud = startCloud()
  const { body } = await purchase(cloud, paid)
  cloud.emulator.finish()
  const { phones, count } = await phonesOf(cloud, body.server_ids[1])
  expect(count).toBe(60)
  expect([phones[0].phone_name, phones[59].phone_name]).toEqual(['farm-0002-00001', 'farm-0002-00060'])
  expect(new Set(phones.map((phone: { status: number }) => phone.status))).toEqual(new Set([2]))
  const { body: phone } = await cloud.call('GET', `/v1/{pid}/cloud-phone/phones/${phones[45].phone_id}`)
  const byName = Object.fromEntries(phone.access_infos.map((info: { type: string }) => [info.type, info]))
  expect(byName).toMatchObject({
    adb: { listen_port: 5555, public_ip: '' },
    myServer1: { listen_port: 20_000, public_ip: '' },
    myServer2: { listen_port: 20_001, public_ip: expect.stringMatching(/^198\.18\./) },
  })
  expect(phone.property).toBe(fullPurchase.property)
})

describe('when delivery fails', () => {
  const balance = (cloud: CloudUnderTest) => cloud.emulator.cloud.world.accounts[0]?.balanceFen ?? 0

  test('one server of two ends abnormal and its half is paid back', async () => {
    const cloud = startCloud()
    const before = balance(cloud)
    const { body } = await purchase(cloud, { ...paid, server_name: 'farm-fail-partial' })
    cloud.emulator.finish()
    const [good, bad] = body.server_ids
    expect([await serverStatus(cloud, good), await serverStatus(cloud, bad)]).toEqual([5, 2])
    const { order_info: info } = await orderOf(cloud, body.order_id)
    expect(info.status).toBe(5)
    expect(before - balance(cloud)).toBe((info.amount_after_discount * 100) / 2)

    const refunds = (await cloud.call('GET', '/v2/orders/customer-orders', { query: 'order_type=4' })).body.order_infos
    expect(refunds).toMatchObject([
      { source_type: 8, status: 5, amount_after_discount: -info.amount_after_discount / 2 },
    ])
    const refund = await cloud.call('GET', '/v2/orders/customer-orders/refund-orders', {
      query: `order_id=${refunds[0].order_id}`,
    })
    expect(refund.body.refund_infos[0]).toMatchObject({ base_order_id: body.order_id, measure_id: '1' })
    cloud.emulator.advance(5)
    const resources = await cloud.call('POST', '/v2/orders/suscriptions/resources/query', {
      body: { order_id: body.order_id, only_main_resource: 1 },
    })
    expect(resources.body.data.map((row: { resource_id: string }) => row.resource_id)).toEqual([good])
  })

  test('all of them leave an order that is completed without any resource', async () => {
    const cloud = startCloud()
    const before = balance(cloud)
    const { body } = await purchase(cloud, { ...paid, server_name: 'fail-delivery' })
    cloud.emulator.finish()
    cloud.emulator.advance(10)
    expect((await orderOf(cloud, body.order_id)).order_info.status).toBe(5)
    expect(balance(cloud)).toBe(before)
    const resources = await cloud.call('POST', '/v2/orders/suscriptions/resources/query', {
      body: { order_id: body.order_id },
    })
    expect(resources.body).toEqual({ total_count: 0, data: [] })
  })

  test('the control API breaks one server, in the making or at work', async () => {
    const cloud = startCloud()
    const { body } = await purchase(cloud, paid)
    cloud.emulator.advance(300)
    expect(await cloud.control('POST', `servers/${body.server_ids[0]}/fail`)).toMatchObject({ status: 2 })
    cloud.emulator.finish()
    await cloud.control('POST', `servers/${body.server_ids[1]}/fail`)
    const { phones } = await phonesOf(cloud, body.server_ids[1])
    expect(await serverStatus(cloud, body.server_ids[1])).toBe(2)
    expect(phones[0].status).toBe(-7)
  })
})

test('a stuck order stays in processing for ever', async () => {
  const cloud = startCloud({ options: { ordersStayProcessing: true } })
  const { body } = await purchase(cloud)
  await payOrder(cloud, body.order_id)
  cloud.emulator.advance(86_400)
  expect((await orderOf(cloud, body.order_id)).order_info.status).toBe(3)
})

test('creation times in seconds and in milliseconds filter alike', async () => {
  const cloud = startCloud()
  await purchase(cloud, paid)
  cloud.emulator.finish()
  const count = async (query: string) =>
    (await cloud.call('GET', '/v1/{pid}/cloud-phone/servers', { query })).body.count
  const { now } = cloud.wall
  expect(await count(`create_since=${now - 600_000}`)).toBe(2)
  expect(await count(`create_since=${now / 1000 - 600}`)).toBe(2)
  expect(await count(`create_until=${now / 1000 - 600}`)).toBe(5)
  expect(await count('status=5')).toBe(7)
})
