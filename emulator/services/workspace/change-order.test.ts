import { describe, expect, test } from 'vitest'
import { desktopDisks } from '../../catalog/desktop-products.ts'
import {
  cash,
  changeDesktop,
  desktopNamed,
  documentedChangeOrder,
  orderInfo,
  uosDesktopId,
} from '../../testing/changes.ts'
import { payOrder } from '../../testing/purchases.ts'
import { type CloudUnderTest, startCloud } from '../../testing/start-cloud.ts'

const autoPay = { extend_param: { is_auto_pay: 'true' } }
const larger = { type: 'resizeDesktops', resize_product_id: 'workspace.x86.ultimate.xlarge2' }
const desktop = async (cloud: CloudUnderTest, name: string) =>
  (await cloud.call('GET', `/v2/{pid}/desktops/${desktopNamed(cloud, name).id}`)).body.desktop
const job = async (cloud: CloudUnderTest, id: string) =>
  (await cloud.call('GET', `/v2/{pid}/workspace-jobs/${id}`)).body
const resourcesOf = async (cloud: CloudUnderTest, orderId: string) =>
  (await cloud.call('POST', '/v2/orders/suscriptions/resources/query', { body: { order_id: orderId, limit: 100 } }))
    .body.data

test('the vendor’s documented change order is accepted as printed', async () => {
  const cloud = startCloud()
  const { status, body } = await cloud.call('POST', `/v2/{pid}/periodic/${uosDesktopId}/change/order`, {
    body: documentedChangeOrder,
  })
  expect(status).toBe(200)
  expect(body).toEqual({
    order_id: expect.stringMatching(/^CS2601151030[A-Z0-9]{5}$/),
    job_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
  expect(await orderInfo(cloud, body.order_id)).toMatchObject({ status: 6, order_type: 3 })
})

test('older regions answer without a job', async () => {
  const cloud = startCloud({ options: { changeJobId: 'never' } })
  expect(Object.keys((await changeDesktop(cloud, 'DESIGN-01', larger)).body)).toEqual(['order_id'])
})

describe('a resize', () => {
  test('does nothing until it is paid, and then goes through its states', async () => {
    const cloud = startCloud()
    const { body } = await changeDesktop(cloud, 'DESIGN-01', larger)
    cloud.emulator.advance(3600)
    expect((await job(cloud, body.job_id)).status).toBe('WAITING')
    expect(await desktop(cloud, 'DESIGN-01')).toMatchObject({ status: 'ACTIVE', task_status: '', process: null })
    await payOrder(cloud, body.order_id)
    const seen: unknown[] = []
    for (let second = 0; second < 90; second += 1) {
      const { status, task_status: task, product_id: product } = await desktop(cloud, 'DESIGN-01')
      const row = [status, task, product.split('.').at(-1), (await job(cloud, body.job_id)).status].join(' ')
      if (seen.at(-1) !== row) seen.push(row)
      cloud.emulator.advance(1)
    }
    expect(seen).toEqual([
      'ACTIVE  large2 WAITING',
      'ACTIVE powering-off large2 WAITING',
      'ACTIVE powering-off large2 RUNNING',
      'SHUTOFF resize_prep large2 RUNNING',
      'SHUTOFF resize_migrating large2 RUNNING',
      'SHUTOFF resize_migrated large2 RUNNING',
      'SHUTOFF resize_finish large2 RUNNING',
      'SHUTOFF powering-on large2 RUNNING',
      'ACTIVE  xlarge2 SUCCESS',
    ])
    expect((await orderInfo(cloud, body.order_id)).status).toBe(5)
    expect(await resourcesOf(cloud, body.order_id)).toMatchObject([
      { resource_id: desktopNamed(cloud, 'DESIGN-01').id, resource_spec_code: 'workspace.x86.ultimate.xlarge2' },
    ])
  })

  test('of a stopped desktop leaves it stopped', async () => {
    const cloud = startCloud()
    await changeDesktop(cloud, 'DESIGN-02', {
      ...larger,
      ...autoPay,
      resize_product_id: 'workspace.x86.ultimate.xlarge4',
    })
    cloud.emulator.finish()
    expect(await desktop(cloud, 'DESIGN-02')).toMatchObject({ status: 'SHUTOFF', task_status: '' })
  })

  test('completes its order before it is done', async () => {
    const cloud = startCloud()
    const { body } = await changeDesktop(cloud, 'DESIGN-01', { ...larger, ...autoPay })
    cloud.emulator.advance(5)
    expect((await orderInfo(cloud, body.order_id)).status).toBe(5)
    expect((await desktop(cloud, 'DESIGN-01')).product_id).toBe('workspace.x86.ultimate.large2')
  })

  test('costs what the inquiry says', async () => {
    const cloud = startCloud()
    await cloud.control('POST', 'prices', { factor: 1.0375 })
    const { body: quoted } = await cloud.call('POST', '/v2/{pid}/desktop-pool/periodic/inquiry/resize', {
      as: 'read',
      body: { product_id: larger.resize_product_id, desktop_ids: [desktopNamed(cloud, 'DESIGN-01').id] },
    })
    const { body } = await changeDesktop(cloud, 'DESIGN-01', larger)
    const { amount_after_discount: amount } = await orderInfo(cloud, body.order_id)
    expect([quoted.is_upgrade, quoted.batch_inquiry_rsp_when_upgrade.amount]).toEqual([true, amount])
    expect(amount).toBeGreaterThan(0)
  })

  test('that fails leaves the desktop stopped as it was, and is paid back', async () => {
    const cloud = startCloud()
    const before = cash(cloud)
    const { body } = await changeDesktop(cloud, 'FAIL-RESIZE', { ...larger, ...autoPay })
    expect(cash(cloud)).toBeLessThan(before)
    cloud.emulator.finish()
    const failed = await job(cloud, body.job_id)
    expect(failed).toMatchObject({ status: 'FAIL', job_error_code: 'WKS.00211401', sub_jobs: [{ status: 'FAILED' }] })
    expect(await desktop(cloud, 'FAIL-RESIZE')).toMatchObject({
      status: 'SHUTOFF',
      task_status: '',
      product_id: 'workspace.x86.ultimate.large2',
    })
    expect(cash(cloud)).toBe(before)
    expect((await changeDesktop(cloud, 'FAIL-RESIZE', larger)).status).toBe(200)
  })

  test('of a running desktop is refused where a switch says so', async () => {
    const cloud = startCloud({ options: { desktopMustBeStopped: true } })
    expect((await changeDesktop(cloud, 'DESIGN-01', larger)).body.error_code).toBe('WKS.00010032')
  })
})

describe('an expanded disk', () => {
  const expand = (volumeId: string, size: number) => ({
    type: 'expandVolumes',
    expand_volume_id: volumeId,
    expand_new_size: size,
    ...autoPay,
  })

  test('has its size at the end, while the desktop runs on', async () => {
    const cloud = startCloud()
    const { body } = await changeDesktop(cloud, 'CHENMIN01', expand('91b9457c-ef61-4058-9e82-c86b35f15934', 120))
    cloud.emulator.advance(5)
    expect(await desktop(cloud, 'CHENMIN01')).toMatchObject({
      status: 'ACTIVE',
      task_status: 'updating',
      root_volume: { size: 90 },
    })
    cloud.emulator.finish()
    expect((await desktop(cloud, 'CHENMIN01')).root_volume.size).toBe(120)
    expect(await resourcesOf(cloud, body.order_id)).toMatchObject([
      { resource_id: '91b9457c-ef61-4058-9e82-c86b35f15934', spec_size: 120 },
    ])
  })

  test('costs what the inquiry says', async () => {
    const cloud = startCloud()
    const { id, data } = desktopNamed(cloud, 'DESIGN-01')
    const volumeId = data[0]?.volumeId ?? ''
    const { body: quoted } = await cloud.call('POST', '/v2/{pid}/desktop-pool/periodic/inquiry/extend-volume', {
      body: { desktop_pool_disk_id: volumeId, new_size: 200, desktop_ids: [id] },
    })
    const { body } = await changeDesktop(cloud, 'DESIGN-01', expand(volumeId, 200))
    const { amount_after_discount: amount } = await orderInfo(cloud, body.order_id)
    expect(quoted.amount).toBe(amount)
    expect(amount).toBe((desktopDisks.SSD.monthFen * 100 * 5) / 100)
  })

  test('can fail', async () => {
    const cloud = startCloud()
    const volume = desktopNamed(cloud, 'FAIL-EXPAND').data[0]
    const { body } = await changeDesktop(cloud, 'FAIL-EXPAND', expand(volume?.volumeId ?? '', 100))
    cloud.emulator.finish()
    expect(await job(cloud, body.job_id)).toMatchObject({ status: 'FAIL' })
    expect(volume?.size).toBe(50)
  })
})

describe('from pay-per-use to a term', () => {
  const year = {
    type: 'meteredToPeriod',
    is_subscribe: true,
    period_type: 3,
    period_num: 1,
    is_auto_renew: 1,
    ...autoPay,
  }

  test('the desktop gets an order and a date of expiry', async () => {
    const cloud = startCloud()
    const { body } = await changeDesktop(cloud, 'TRIAL-01', year)
    expect(await orderInfo(cloud, body.order_id)).toMatchObject({ order_type: 11, status: 3 })
    cloud.emulator.finish()
    cloud.emulator.advance(10)
    expect(await desktop(cloud, 'TRIAL-01')).toMatchObject({ order_id: body.order_id, product: { charge_mode: '0' } })
    const resources = await resourcesOf(cloud, body.order_id)
    expect(resources).toHaveLength(3)
    expect(resources[0]).toMatchObject({ expire_time: expect.stringMatching(/^2027-01-15/), expire_policy: 3 })
    expect((await orderInfo(cloud, body.order_id)).status).toBe(5)
  })

  test('the order costs what desktop and disks are rated at', async () => {
    const cloud = startCloud()
    const shown = await desktop(cloud, 'TRIAL-01')
    const product = {
      cloud_service_type: 'hws.service.type.vdi',
      region: 'cn-north-4',
      period_type: 3,
      period_num: 1,
      subscription_num: 1,
    }
    const disks = [shown.root_volume, ...shown.data_volumes].map((volume, position) => ({
      ...product,
      id: `disk ${position}`,
      resource_type: 'hws.resource.type.workspace.volume',
      resource_spec: volume.resource_spec_code,
      resource_size: volume.size,
      size_measure_id: 17,
    }))
    const main = {
      ...product,
      id: 'desktop',
      resource_type: shown.product.resource_type,
      resource_spec: shown.product_id,
    }
    const rated = await cloud.call('POST', '/v2/bills/ratings/period-resources/subscribe-rate', {
      body: { project_id: cloud.projectId(), product_infos: [main, ...disks] },
    })
    const { body } = await changeDesktop(cloud, 'TRIAL-01', year)
    expect(rated.body.official_website_rating_result.official_website_amount).toBe(
      (await orderInfo(cloud, body.order_id)).amount_after_discount,
    )
  })

  test('without a term only an order number comes, and the term is open', async () => {
    const cloud = startCloud()
    const { body } = await changeDesktop(cloud, 'TRIAL-01', { type: 'meteredToPeriod' })
    const { body: order } = await cloud.call('GET', `/v2/orders/customer-orders/details/${body.order_id}`)
    expect(order.order_info.status).toBe(6)
    expect(order.order_line_items[0]).toMatchObject({ period_type: null, period_num: null })
    expect((await desktop(cloud, 'TRIAL-01')).product.charge_mode).toBe('1')
  })

  test('can fail, and is paid back', async () => {
    const cloud = startCloud()
    const before = cash(cloud)
    await changeDesktop(cloud, 'FAIL-PERIOD', year)
    cloud.emulator.finish()
    expect((await desktop(cloud, 'FAIL-PERIOD')).product.charge_mode).toBe('1')
    expect(cash(cloud)).toBe(before)
  })
})

describe('desktops on an exclusive host', () => {
  const host = '5e296a59-7128-403e-a9c6-50bb82f67525'
  const lites = (quantity: number, id = host) => ({
    id,
    body: {
      type: 'resizeExclusiveLites',
      exclusive_lites_product_id: 'workspacehost.lite.desktop',
      new_quantity: quantity,
      ...autoPay,
    },
  })
  const send = (cloud: CloudUnderTest, { id, body }: ReturnType<typeof lites>) =>
    cloud.call('POST', `/v2/{pid}/periodic/${id}/change/order`, { body })
  const count = async (cloud: CloudUnderTest) =>
    (await cloud.call('GET', '/v2/{pid}/hosts', { query: `host_id=${host}` })).body.dedicated_hosts[0].instance_total

  test('become more', async () => {
    const cloud = startCloud()
    expect(await count(cloud)).toBe(4)
    const { body } = await send(cloud, lites(7))
    expect(await orderInfo(cloud, body.order_id)).toMatchObject({ order_type: 3, amount_after_discount: 3 * 30 * 11 })
    cloud.emulator.finish()
    expect(await count(cloud)).toBe(7)
    const { servers } = (await cloud.call('GET', `/v2/{pid}/hosts/${host}/servers`)).body
    expect(servers.at(-1)).toMatchObject({ computer_name: 'WDH-01-LITE-07', type: 'wdh-desktop' })
  })

  test('become fewer, which is paid back', async () => {
    const cloud = startCloud()
    const before = cash(cloud)
    const { body } = await send(cloud, lites(2))
    expect((await orderInfo(cloud, body.order_id)).status).toBe(5)
    expect(cash(cloud) - before).toBe(2 * 3_000 * 11)
    cloud.emulator.finish()
    expect(await count(cloud)).toBe(2)
  })

  test('may be named by one of them', async () => {
    const cloud = startCloud()
    expect((await send(cloud, lites(5, desktopNamed(cloud, 'WDH-01-LITE-01').id))).status).toBe(200)
    expect((await send(cloud, lites(6))).body.error_code).toBe('WKS.00010032')
  })
})

describe('an order that is not finished', () => {
  test('blocks a second one, until it is cancelled', async () => {
    const cloud = startCloud()
    const { body } = await changeDesktop(cloud, 'DESIGN-01', larger)
    const second = await changeDesktop(cloud, 'DESIGN-01', larger)
    expect([second.status, second.body.error_code]).toEqual([409, 'WKS.00010032'])
    expect(second.body.error_msg).toContain('is in status PENDING_PAYMENT and denies resizeDesktops')
    await cloud.call('PUT', '/v2/orders/customer-orders/cancel', { body: { order_id: body.order_id } })
    expect((await job(cloud, body.job_id)).status).toBe('FAIL')
    expect((await changeDesktop(cloud, 'DESIGN-01', larger)).status).toBe(200)
  })

  test('lets a second one in where a switch says so', async () => {
    const cloud = startCloud({ options: { secondOrderAllowed: true } })
    await changeDesktop(cloud, 'DESIGN-01', larger)
    expect((await changeDesktop(cloud, 'DESIGN-01', larger)).status).toBe(200)
  })
})

test('a desktop that someone deletes under way fails its job', async () => {
  const cloud = startCloud()
  const { body } = await changeDesktop(cloud, 'DESIGN-01', { ...larger, ...autoPay })
  cloud.emulator.advance(20)
  const { id } = desktopNamed(cloud, 'DESIGN-01')
  await cloud.control('DELETE', `desktops/${id}`)
  cloud.emulator.finish()
  expect((await job(cloud, body.job_id)).sub_jobs[0]).toMatchObject({ status: 'FAILED', error_code: 'WKS.00211902' })
  expect((await cloud.call('GET', `/v2/{pid}/desktops/${id}`)).status).toBe(404)
})

test('without money the order stays unpaid, or is refused over', async () => {
  const poor = (settings: Parameters<typeof startCloud>[0]) => {
    const cloud = startCloud(settings)
    Object.assign(cloud.emulator.cloud.world.accounts[0] ?? {}, { balanceFen: 1, creditFen: 0 })
    return cloud
  }
  const lenient = poor({})
  const { body } = await changeDesktop(lenient, 'DESIGN-01', { ...larger, ...autoPay })
  expect((await orderInfo(lenient, body.order_id)).status).toBe(6)
  const strict = await changeDesktop(poor({ options: { autoPayShortage: 'refuse' } }), 'DESIGN-01', {
    ...larger,
    ...autoPay,
  })
  expect([strict.status, strict.body.error_code]).toEqual([400, 'CBC.30060005'])
})
