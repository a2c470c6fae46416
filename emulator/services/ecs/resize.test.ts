import { describe, expect, test } from 'vitest'
import { cash, documentedResize, orderInfo, resizeServer, serverNamed } from '../../testing/changes.ts'
import { payOrder } from '../../testing/purchases.ts'
import { type CloudUnderTest, startCloud } from '../../testing/start-cloud.ts'

const to = (flavorRef: string, changes: Record<string, unknown> = {}) => ({ resize: { flavorRef, ...changes } })
const autoPay = { extendparam: { isAutoPay: 'true' } }
const withStop = { mode: 'withStopServer' }
const job = async (cloud: CloudUnderTest, id: string) => (await cloud.call('GET', `/v1/{pid}/jobs/${id}`)).body
const act = (cloud: CloudUnderTest, body: unknown) => cloud.call('POST', '/v1/{pid}/cloudservers/action', { body })

/** What a second-by-second look at a server and its job sees. */
async function watch(cloud: CloudUnderTest, name: string, jobId: string): Promise<string[]> {
  const seen: string[] = []
  for (let second = 0; second < 90; second += 1) {
    const { status, task, flavorId } = serverNamed(cloud, name)
    const row = [status, task, flavorId, (await job(cloud, jobId)).status].join(' ')
    if (seen.at(-1) !== row) seen.push(row)
    cloud.emulator.advance(1)
  }
  return seen
}

test('the vendor’s documented resize is accepted as printed', async () => {
  const cloud = startCloud()
  const { status, body } = await resizeServer(cloud, 'host-01', documentedResize)
  expect([status, body]).toEqual([200, { job_id: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
  cloud.emulator.finish()
  expect(serverNamed(cloud, 'host-01').flavorId).toBe('2')
})

describe('a pay-per-use server', () => {
  test('that is stopped is resized by a job and stays stopped', async () => {
    const cloud = startCloud()
    const { body } = await resizeServer(cloud, 'ecs-5e70', to('s6.large.2'))
    expect(await watch(cloud, 'ecs-5e70', body.job_id)).toEqual([
      'RESIZE resize_prep s6.medium.2 INIT',
      'RESIZE resize_prep s6.medium.2 RUNNING',
      'RESIZE resize_migrating s6.medium.2 RUNNING',
      'RESIZE resize_migrated s6.medium.2 RUNNING',
      'RESIZE resize_finish s6.medium.2 RUNNING',
      'SHUTOFF  s6.large.2 SUCCESS',
    ])
  })

  test('that runs is stopped, resized and started again', async () => {
    const cloud = startCloud()
    const { body } = await resizeServer(cloud, 'build-01', to('c7.xlarge.2', withStop))
    const seen = await watch(cloud, 'build-01', body.job_id)
    expect([seen[0], ...seen.slice(-2)]).toEqual([
      'ACTIVE powering-off c7.large.2 INIT',
      'SHUTOFF powering-on c7.xlarge.2 RUNNING',
      'ACTIVE  c7.xlarge.2 SUCCESS',
    ])
  })

  test('can be stopped, resized and started by hand', async () => {
    const cloud = startCloud()
    const { id } = serverNamed(cloud, 'build-01')
    expect((await resizeServer(cloud, 'build-01', to('c7.xlarge.2'))).body.error.code).toBe('Ecs.0100')
    const stop = await act(cloud, { 'os-stop': { type: 'SOFT', servers: [{ id }] } })
    cloud.emulator.finish()
    expect(await job(cloud, stop.body.job_id)).toMatchObject({
      status: 'SUCCESS',
      entities: { sub_jobs_total: 1, sub_jobs: [{ status: 'SUCCESS', entities: { server_id: id } }] },
    })
    await resizeServer(cloud, 'build-01', to('c7.xlarge.2'))
    cloud.emulator.finish()
    await act(cloud, { 'os-start': { servers: [{ id }] } })
    cloud.emulator.finish()
    expect(serverNamed(cloud, 'build-01')).toMatchObject({ status: 'ACTIVE', flavorId: 'c7.xlarge.2', task: null })
  })

  test('takes no second command while one is running', async () => {
    const cloud = startCloud()
    await resizeServer(cloud, 'ecs-5e70', to('s6.large.2'))
    const second = await resizeServer(cloud, 'ecs-5e70', to('s6.large.2'))
    expect([second.status, second.body.error.code]).toEqual([501, 'Ecs.0603'])
    cloud.emulator.finish()
    expect((await resizeServer(cloud, 'ecs-5e70', to('s6.large.2'))).body.error.code).toBe('Ecs.0810')
  })
})

describe('a yearly/monthly server', () => {
  test('answers with an order and a job that waits for the payment', async () => {
    const cloud = startCloud()
    const { body } = await resizeServer(cloud, 'web-02', to('s6.xlarge.2'))
    expect(Object.keys(body)).toEqual(['order_id', 'job_id'])
    cloud.emulator.advance(3600)
    expect((await job(cloud, body.job_id)).status).toBe('PENDING_PAYMENT')
    expect(serverNamed(cloud, 'web-02').status).toBe('SHUTOFF')
    await payOrder(cloud, body.order_id)
    cloud.emulator.advance(2)
    expect((await job(cloud, body.job_id)).status).toBe('INIT')
    expect((await orderInfo(cloud, body.order_id)).status).toBe(5)
    cloud.emulator.finish()
    expect((await job(cloud, body.job_id)).status).toBe('SUCCESS')
    expect(serverNamed(cloud, 'web-02').flavorId).toBe('s6.xlarge.2')
    const resources = await cloud.call('POST', '/v2/orders/suscriptions/resources/query', {
      body: { order_id: body.order_id },
    })
    expect(resources.body.data).toMatchObject([{ resource_spec_code: 's6.xlarge.2.linux', is_main_resource: 1 }])
  })

  test('answers with the order alone where a switch says so', async () => {
    const cloud = startCloud({ options: { serverResizeAnswer: 'order' } })
    expect(Object.keys((await resizeServer(cloud, 'web-02', to('s6.xlarge.2'))).body)).toEqual(['order_id'])
  })

  test('costs the difference of the rated prices over the months that are left', async () => {
    const cloud = startCloud()
    const product = {
      cloud_service_type: 'hws.service.type.ec2',
      resource_type: 'hws.resource.type.vm',
      region: 'cn-north-4',
      period_type: 2,
      period_num: 2,
      subscription_num: 1,
    }
    const rated = await cloud.call('POST', '/v2/bills/ratings/period-resources/subscribe-rate', {
      body: {
        project_id: cloud.projectId(),
        product_infos: [
          { ...product, id: 'now', resource_spec: 's6.large.2.linux' },
          { ...product, id: 'then', resource_spec: 's6.xlarge.2.linux' },
        ],
      },
    })
    const [now, then] = rated.body.official_website_rating_result.product_rating_results
    const { body } = await resizeServer(cloud, 'web-02', to('s6.xlarge.2'))
    expect((await orderInfo(cloud, body.order_id)).amount_after_discount).toBeCloseTo(
      then.official_website_amount - now.official_website_amount,
      2,
    )
  })

  test('is paid back at once for a smaller flavor', async () => {
    const cloud = startCloud()
    const before = cash(cloud)
    const { body } = await resizeServer(cloud, 'web-02', to('s6.medium.2'))
    expect((await orderInfo(cloud, body.order_id)).status).toBe(5)
    expect(cash(cloud)).toBeGreaterThan(before)
    cloud.emulator.finish()
    expect(serverNamed(cloud, 'web-02').flavorId).toBe('s6.medium.2')
  })

  test('is locked by an order that is not paid, and the job of a cancelled order waits for ever', async () => {
    const cloud = startCloud()
    const { body } = await resizeServer(cloud, 'web-02', to('s6.xlarge.2'))
    expect((await resizeServer(cloud, 'web-02', to('s6.xlarge.2'))).body.error.code).toBe('Ecs.0605')
    await cloud.call('PUT', '/v2/orders/customer-orders/cancel', { body: { order_id: body.order_id } })
    expect((await job(cloud, body.job_id)).status).toBe('PENDING_PAYMENT')
    expect((await resizeServer(cloud, 'web-02', to('s6.xlarge.2', autoPay))).status).toBe(200)
  })

  test('without money leaves an unpaid order, or none where a switch says so', async () => {
    const poor = (settings: Parameters<typeof startCloud>[0]) => {
      const cloud = startCloud(settings)
      Object.assign(cloud.emulator.cloud.world.accounts[0] ?? {}, { balanceFen: 1, creditFen: 0 })
      return cloud
    }
    const lenient = poor({})
    const { body } = await resizeServer(lenient, 'web-02', to('s6.xlarge.2', autoPay))
    expect((await orderInfo(lenient, body.order_id)).status).toBe(6)
    const strict = poor({ options: { autoPayShortage: 'refuse' } })
    const refused = await resizeServer(strict, 'web-02', to('s6.xlarge.2', autoPay))
    expect([refused.status, refused.body.error.code]).toEqual([403, 'Ecs.0067'])
    expect(strict.emulator.cloud.world.orders.some((order) => order.type === 3)).toBe(false)
  })
})

describe('a resize that fails', () => {
  test.each([
    ['fail-resize-01', {}, 'Ecs.0207'],
    ['fail-capacity-01', withStop, 'Ecs.0319'],
  ])('%s leaves the server stopped in its old size', async (name, changes, code) => {
    const cloud = startCloud()
    const { body } = await resizeServer(cloud, name, to('s6.xlarge.2', changes))
    cloud.emulator.finish()
    expect(await job(cloud, body.job_id)).toMatchObject({ status: 'FAIL', error_code: code })
    expect(serverNamed(cloud, name)).toMatchObject({ status: 'SHUTOFF', task: null, flavorId: 's6.large.2' })
  })

  test('is paid back', async () => {
    const cloud = startCloud()
    const before = cash(cloud)
    const { body } = await resizeServer(cloud, 'fail-resize-02', to('s6.xlarge.2', autoPay))
    cloud.emulator.finish()
    expect((await orderInfo(cloud, body.order_id)).status).toBe(5)
    expect(cash(cloud)).toBe(before)
    const refunds = cloud.emulator.cloud.world.orders.filter((order) => order.baseOrderId === body.order_id)
    expect(refunds).toMatchObject([{ type: 4, source: 8, status: 5 }])
    expect((await resizeServer(cloud, 'fail-resize-02', to('s6.xlarge.2'))).status).toBe(200)
  })
})

describe('a dry run', () => {
  test('that passes is a 202 which changes nothing', async () => {
    const cloud = startCloud()
    const { world } = cloud.emulator.cloud
    const before = [world.serverJobs.length, world.orders.length]
    const answer = await resizeServer(cloud, 'web-02', { ...to('s6.xlarge.2'), dry_run: true })
    expect([answer.status, answer.body]).toEqual([202, {}])
    expect([world.serverJobs.length, world.orders.length]).toEqual(before)
    expect(serverNamed(cloud, 'web-02').task).toBeNull()
    expect(world.ledger.at(-1)).toMatchObject({ outcome: 'accepted', order_id: null, job_id: null })
  })

  test('that fails says why', async () => {
    const answer = await resizeServer(startCloud(), 'web-01', { ...to('s6.xlarge.2'), dry_run: true })
    expect([answer.status, answer.body.error.code]).toEqual([400, 'Ecs.0100'])
  })
})

describe('wrong resizes', () => {
  const cloud = startCloud({ options: { serverDowngradeAllowed: false } })
  const nowhere = '00000000-0000-4000-8000-000000000000'

  test.each<[what: string, server: string, body: unknown, code: string]>([
    ['a body without resize', 'ecs-5e70', {}, 'Ecs.0005'],
    ['a resize that is a text', 'ecs-5e70', { resize: 's6.large.2' }, 'Ecs.0005'],
    ['no flavor', 'ecs-5e70', { resize: {} }, 'Ecs.0005'],
    ['an empty flavor', 'ecs-5e70', to(''), 'Ecs.0005'],
    ['a flavor as number', 'ecs-5e70', { resize: { flavorRef: 2 } }, 'Ecs.0005'],
    ['a flavor beside resize', 'ecs-5e70', { ...to('s6.large.2'), flavorRef: 'x' }, 'Ecs.0005'],
    ['an unknown flavor', 'ecs-5e70', to('s9.large'), 'Ecs.0029'],
    ['the current flavor', 'ecs-5e70', to('s6.medium.2'), 'Ecs.0810'],
    ['a flavor that is sold out', 'ecs-5e70', to('c7.4xlarge.2'), 'Ecs.0018'],
    ['a flavor sold out in the zone', 'ecs-5e70', to('m7.xlarge.8'), 'Ecs.0018'],
    ['a withdrawn flavor', 'ecs-5e70', to('c7.8xlarge.2'), 'Ecs.0019'],
    ['a flavor under test', 'ecs-5e70', to('c9.large.2'), 'Ecs.0016'],
    ['a flavor of another architecture', 'ecs-5e70', to('kc1.large.2'), 'Ecs.0804'],
    ['a flavor of another virtualization', 'ecs-5e70', to('c2.large'), 'Ecs.0804'],
    ['a flavor sold by the month only', 'ecs-5e70', to('t6.large.1'), 'Ecs.0804'],
    ['a flavor sold by use only', 'web-02', to('e7.xlarge.8'), 'Ecs.0804'],
    ['a smaller flavor, where it is forbidden', 'build-02', to('c7.large.2'), 'Ecs.0804'],
    ['a running server', 'build-01', to('c7.xlarge.2'), 'Ecs.0100'],
    ['a broken server', 'broken-01', to('s6.xlarge.2', withStop), 'Ecs.0100'],
    ['a locked server', 'locked-01', to('s6.xlarge.2'), 'Ecs.0605'],
    ['a frozen server', 'frozen-01', to('s6.xlarge.2'), 'Ecs.0030'],
    ['a spot server', 'spot-01', to('c7.xlarge.2'), 'Ecs.0704'],
    ['a dedicated host left out', 'host-01', to('2'), 'Ecs.0803'],
    ['an unknown dedicated host', 'host-01', to('2', { dedicated_host_id: nowhere }), 'Ecs.0005'],
    ['a dedicated host that is no UUID', 'host-01', to('2', { dedicated_host_id: 'deh' }), 'Ecs.0005'],
    ['a dedicated host for a shared server', 'ecs-5e70', to('s6.large.2', { dedicated_host_id: nowhere }), 'Ecs.0005'],
    ['another mode', 'ecs-5e70', to('s6.large.2', { mode: 'STOP_DESKTOP' }), 'Ecs.0005'],
    ['payment by boolean', 'web-02', to('s6.xlarge.2', { extendparam: { isAutoPay: true } }), 'Ecs.0005'],
    ['payment by number', 'web-02', to('s6.xlarge.2', { extendparam: { isAutoPay: 1 } }), 'Ecs.0005'],
    ['payment under another name', 'web-02', to('s6.xlarge.2', { extendparam: { is_auto_pay: 'true' } }), 'Ecs.0005'],
    ['three threads', 'ecs-5e70', to('c7.xlarge.2', { cpu_options: { 'hw:cpu_threads': 3 } }), 'Ecs.0005'],
    [
      'one thread where it cannot be set',
      'ecs-5e70',
      to('s6.large.2', { cpu_options: { 'hw:cpu_threads': 1 } }),
      'Ecs.0005',
    ],
    ['a dry run by text', 'ecs-5e70', { ...to('s6.large.2'), dry_run: 'true' }, 'Ecs.0005'],
    ['an unknown member', 'ecs-5e70', to('s6.large.2', { promotion: {} }), 'Ecs.0005'],
  ])('%s: refused', async (_, server, body, code) => {
    expect((await resizeServer(cloud, server, body)).body.error.code).toBe(code)
  })

  test('an unknown server is 404, an empty body Common.0002', async () => {
    const send = (id: string, rawBody: string) =>
      cloud.call('POST', `/v1.1/{pid}/cloudservers/${id}/resize`, { rawBody })
    const nobody = await send(nowhere, JSON.stringify(to('s6.large.2')))
    expect([nobody.status, nobody.body.error.code]).toEqual([404, 'Ecs.0114'])
    expect((await send(serverNamed(cloud, 'ecs-5e70').id, '')).body.error.code).toBe('Common.0002')
  })

  test('nothing is begun by any of them', () => {
    expect(cloud.emulator.cloud.world.serverJobs).toHaveLength(1)
  })
})

test.each<[what: string, body: unknown, code: string]>([
  [
    'two actions at once',
    { 'os-start': { servers: [{ id: 'x' }] }, 'os-stop': { servers: [{ id: 'x' }] } },
    'Ecs.0005',
  ],
  ['no server', { 'os-start': { servers: [] } }, 'Ecs.0005'],
  ['an unknown server', { 'os-start': { servers: [{ id: 'x' }] } }, 'Ecs.0114'],
  ['an unknown action', { suspend: { servers: [{ id: 'x' }] } }, 'Ecs.0005'],
])('%s is refused', async (_, body, code) => {
  expect((await act(startCloud(), body)).body.error.code).toBe(code)
})
