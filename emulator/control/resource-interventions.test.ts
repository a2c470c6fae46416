import { describe, expect, test } from 'vitest'
import { arcadeId, changeDesktop, desktopNamed, resizeServer, serverNamed } from '../testing/changes.ts'
import { type CloudUnderTest, startCloud } from '../testing/start-cloud.ts'

test('someone resizes, stops, freezes and deletes a desktop behind our back', async () => {
  const cloud = startCloud()
  const { id } = desktopNamed(cloud, 'DESIGN-01')
  const product = 'workspace.x86.ultimate.xlarge2'
  expect(await cloud.control('POST', `desktops/${id}`, { product_id: product, status: 'SHUTOFF' })).toEqual({
    desktop_id: id,
    status: 'SHUTOFF',
    product_id: product,
  })
  const order = { type: 'resizeDesktops', resize_product_id: product }
  expect((await changeDesktop(cloud, 'DESIGN-01', order)).body.error_msg).toContain('is the current product')
  await cloud.control('POST', `desktops/${id}`, { frozen: true })
  expect((await changeDesktop(cloud, 'DESIGN-01', order)).body.error_code).toBe('WKS.00010032')
  await cloud.control('DELETE', `desktops/${id}`)
  expect((await cloud.call('GET', `/v2/{pid}/desktops/${id}`)).status).toBe(404)
  expect(cloud.emulator.cloud.world.ledger.map((entry) => entry.outcome)).toEqual(['refused', 'refused'])
})

test('the same can happen to servers', async () => {
  const cloud = startCloud()
  const { id } = serverNamed(cloud, 'web-02')
  await cloud.control('POST', `ecs-servers/${id}`, { flavor_id: 's6.xlarge.2', status: 'ACTIVE' })
  expect((await resizeServer(cloud, 'web-02', { resize: { flavorRef: 's6.2xlarge.2' } })).body.error.code).toBe(
    'Ecs.0100',
  )
  await cloud.control('DELETE', `ecs-servers/${id}`)
  expect((await cloud.call('GET', `/v1/{pid}/cloudservers/${id}`)).body.error.code).toBe('Ecs.0114')
})

test('and to phone servers', async () => {
  const cloud = startCloud()
  const show = () => cloud.call('GET', `/v1/{pid}/cloud-phone/servers/${arcadeId}`)
  await cloud.control('POST', `servers/${arcadeId}`, { phone_model_name: 'rs2.max', status: 2 })
  expect((await show()).body).toMatchObject({ phone_model_name: 'rs2.max', status: 2 })
  await cloud.control('DELETE', `servers/${arcadeId}`)
  expect((await show()).status).toBe(404)
})

test('a job under way can be made to fail, with a code of choice', async () => {
  const cloud = startCloud()
  const { body } = await resizeServer(cloud, 'ecs-5e70', { resize: { flavorRef: 's6.large.2' } })
  cloud.emulator.advance(20)
  await cloud.control('POST', `jobs/${body.job_id}/fail`, { error_code: 'Ecs.0319' })
  const job = await cloud.call('GET', `/v1/{pid}/jobs/${body.job_id}`)
  expect(job.body).toMatchObject({ status: 'FAIL', error_code: 'Ecs.0319' })
  expect(serverNamed(cloud, 'ecs-5e70')).toMatchObject({ status: 'SHUTOFF', flavorId: 's6.medium.2' })
})

test.each([
  ['desktops/nobody', {}, 'CONTROL.0004'],
  ['ecs-servers/nobody', {}, 'CONTROL.0004'],
  ['jobs/nobody/fail', {}, 'CONTROL.0004'],
  ['scale', { desktops: -1 }, 'CONTROL.0002'],
  ['scale', { phones: 1 }, 'CONTROL.0002'],
])('POST %s with %j is refused', async (path, body, code) => {
  expect(await startCloud().control('POST', path, body)).toMatchObject({ error_code: code })
})

describe('fifty thousand desktops and ten thousand servers', async () => {
  const cloud = startCloud({ options: { throttlePerSecond: 0 } })
  await cloud.control('POST', 'scale', { desktops: 50_000, servers: 10_000, phone_servers: 10_000, orders: 10_000 })

  /** Reads pages until one is not full. */
  async function walk(of: CloudUnderTest, path: (page: number) => string, rows: string, size: number) {
    const ids = new Set<string>()
    for (let page = 0; ; page += 1) {
      const [target = '', query = ''] = path(page).split('?')
      const { body } = await of.call('GET', target, { query })
      for (const row of body[rows]) ids.add(row.desktop_id ?? row.server_id ?? row.id ?? row.order_id)
      if (body[rows].length < size) return ids.size
    }
  }

  test.each<[what: string, path: (page: number) => string, rows: string, size: number, least: number]>([
    ['desktops', (page) => `/v2/{pid}/desktops/detail?limit=500&offset=${page * 500}`, 'desktops', 500, 50_020],
    ['servers', (page) => `/v1/{pid}/cloudservers/detail?limit=1000&offset=${page + 1}`, 'servers', 1000, 10_010],
    ['phone servers', (page) => `/v1/{pid}/cloud-phone/servers?limit=100&offset=${page * 100}`, 'servers', 100, 10_004],
    ['orders', (page) => `/v2/orders/customer-orders?limit=100&offset=${page * 100}`, 'order_infos', 100, 10_010],
  ])(
    '%s are all there, page by page',
    async (_, path, rows, size, least) => {
      expect(await walk(cloud, path, rows, size)).toBeGreaterThanOrEqual(least)
      // A hundred pages of everything: a busy machine takes its time.
    },
    90_000,
  )
})
