import { describe, expect, test } from 'vitest'
import { operations, replySchema } from './contract.ts'
import { handlers } from './services/handlers.ts'
import { changeDesktop, changeModel, changeServer, desktopNamed, resizeServer, serverNamed } from './testing/changes.ts'
import { fullPurchase, purchase } from './testing/purchases.ts'
import { startCloud } from './testing/start-cloud.ts'

test('contracts and services name the same operations, each once', () => {
  const ids = operations.map((operation) => operation.id)
  expect(ids.toSorted()).toEqual(Object.keys(handlers).toSorted())
  expect(new Set(ids).size).toBe(ids.length)
})

/** What the contract finds wrong with a reply. */
function faultsOf(operationId: string, body: unknown): unknown[] {
  const accept = replySchema(operationId)
  if (accept === undefined) return [`The contract describes no reply of ${operationId}.`]
  return accept(body) ? [] : (accept.errors ?? [])
}

describe('replies are what the contract says', async () => {
  const cloud = startCloud()
  const bought = await purchase(cloud, { extend_param: { ...fullPurchase.extend_param, is_auto_pay: 1 } })
  const broken = await purchase(cloud, {
    server_name: 'fail-partial',
    extend_param: { ...fullPurchase.extend_param, is_auto_pay: 1 },
  })
  const changed = await changeServer(cloud)
  const remodelled = await changeModel(cloud)
  const ordered = await changeDesktop(cloud, 'DESIGN-01', {
    type: 'resizeDesktops',
    resize_product_id: 'workspace.x86.ultimate.xlarge2',
  })
  const converted = await changeDesktop(cloud, 'TRIAL-01', { type: 'meteredToPeriod' })
  const resized = await resizeServer(cloud, 'web-02', { resize: { flavorRef: 's6.xlarge.2' } })
  cloud.emulator.finish()
  cloud.emulator.advance(60)
  const { world } = cloud.emulator.cloud
  const phone = world.phones.at(-1)
  const orders = [bought, broken, remodelled, ordered, converted, resized].map(({ body }) => body.order_id)
  const phones = '/v1/{pid}/cloud-phone'

  test('a purchase', () => {
    expect(faultsOf('PurchaseServers', bought.body)).toEqual([])
  })

  test('changes', () => {
    expect([
      faultsOf('ChangeServer', changed.body),
      faultsOf('ChangeServerModel', remodelled.body),
      faultsOf('CreateChangeOrder', ordered.body),
      faultsOf('ResizeServer', resized.body),
    ]).toEqual([[], [], [], []])
  })

  test.each<[id: string, target: string]>([
    ['ListServers', `${phones}/servers`],
    ['ShowServer', `${phones}/servers/${bought.body.server_ids[0]}`],
    ['ShowServer', `${phones}/servers/${broken.body.server_ids[1]}`],
    ['ListPhones', `${phones}/phones`],
    ['ShowPhone', `${phones}/phones/${phone?.id}`],
    ['ListServerModels', `${phones}/server-models`],
    ['ListPhoneModels', `${phones}/phone-models`],
    ['ListPhoneImages', `${phones}/phone-images`],
    ['ListCustomImages', `${phones}/images`],
    ['ListSystemBandwidths', `${phones}/bandwidths`],
    ['ListJobs', `${phones}/jobs?request_ids=${world.jobs[0]?.requestId}`],
    ['ShowJob', `${phones}/jobs/${world.jobs[2]?.id}`],
    ['ListDesktops', '/v2/{pid}/desktops'],
    ['ListDesktopsDetail', '/v2/{pid}/desktops/detail'],
    ['ShowDesktop', `/v2/{pid}/desktops/${desktopNamed(cloud, 'DESIGN-02').id}`],
    ['ListDesktopProducts', '/v2/{pid}/products'],
    ['ListVolumeProducts', '/v2/{pid}/volume/products'],
    ['ShowWorkspaceJob', `/v2/{pid}/workspace-jobs/${ordered.body.job_id}`],
    ['ListWorkspaceSubJobs', '/v2/{pid}/workspace-sub-jobs?job_type=resizeDesktops'],
    ['ListDesktopHosts', '/v2/{pid}/hosts'],
    ['ListDesktopHostServers', '/v2/{pid}/hosts/5e296a59-7128-403e-a9c6-50bb82f67525/servers'],
    ['ListServersDetails', '/v1/{pid}/cloudservers/detail'],
    ['ListCloudServers', '/v1.1/{pid}/cloudservers/detail'],
    ['ShowCloudServer', `/v1/{pid}/cloudservers/${serverNamed(cloud, 'web-01').id}`],
    ['ListServerBlockDevices', `/v1/{pid}/cloudservers/${serverNamed(cloud, 'web-01').id}/block_device`],
    ['ListResizeFlavors', '/v1/{pid}/cloudservers/resize_flavors?source_flavor_id=s6.large.2'],
    ['ListFlavors', '/v1/{pid}/cloudservers/flavors'],
    ['ShowServerJob', `/v1/{pid}/jobs/${resized.body.job_id}`],
    ['ListCustomerOrders', '/v2/orders/customer-orders?limit=100'],
    ...orders.map((id): [string, string] => ['ShowCustomerOrderDetails', `/v2/orders/customer-orders/details/${id}`]),
    ['ShowCustomerAccountBalances', '/v2/accounts/customer-accounts/balances'],
  ])('%s', async (id, target) => {
    const [path = '', query] = target.split('?')
    const { status, body } = await cloud.call('GET', path, query === undefined ? {} : { query })
    expect([status, faultsOf(id, body)]).toEqual([200, []])
  })

  test('resources', async () => {
    const { body } = await cloud.call('POST', '/v2/orders/suscriptions/resources/query', { body: {} })
    expect(body.total_count).toBeGreaterThan(9)
    expect(faultsOf('ListPayPerUseCustomerResources', body)).toEqual([])
  })
})
