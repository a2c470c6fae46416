import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core'
import { ClientBuilder } from '@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { documentedPurchase, fullPurchase, payOrder, purchase, purchasePath } from '../../testing/purchases.ts'
import { startCloud } from '../../testing/start-cloud.ts'
import { serverNames } from './purchase.ts'

const names = async (cloud: ReturnType<typeof startCloud>, query: string) => {
  const { body } = await cloud.call('GET', '/v1/{pid}/cloud-phone/servers', { query })
  return body.servers.map((server: { server_name: string }) => server.server_name)
}

test('the vendor’s documented purchase is accepted as printed', async () => {
  const cloud = startCloud()
  const { status, body } = await cloud.call('POST', purchasePath, { body: documentedPurchase })
  expect(status).toBe(200)
  expect(body).toEqual({
    request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    order_id: expect.stringMatching(/^CS2601151030[A-Z0-9]{5}$/),
    product_id: expect.stringMatching(/^00301-\d+-0--0$/),
    server_ids: [expect.stringMatching(/^[0-9a-f]{32}$/)],
  })
})

test('the vendor’s own client buys with it', async () => {
  // The client writes a file of its own into the home directory.
  const home = mkdtempSync(join(tmpdir(), 'emulator-'))
  vi.stubEnv('HOME', home)
  const cloud = startCloud({ wall: Date.now })
  onTestFinished(async () => {
    await cloud.emulator.close()
    rmSync(home, { recursive: true })
  })
  const url = await cloud.emulator.listen()
  const key = cloud.emulator.cloud.world.credentials[0]
  const credentials = new BasicCredentials()
    .withAk(key?.accessKey)
    .withSk(key?.secretKey)
    .withProjectId(cloud.projectId())
  const client = new ClientBuilder((made: unknown) => made).withCredential(credentials).withEndpoint(url).build()
  // The builder is generic over what its callback makes, and ours hands the client itself back.
  const send = (options: object) =>
    (client as { sendRequest: (options: object) => Promise<object> }).sendRequest(options)
  const bought = await send({
    method: 'POST',
    url: purchasePath.replace('{pid}', '{project_id}'),
    contentType: 'application/json',
    headers: {},
    queryParams: {},
    pathParams: { project_id: cloud.projectId() },
    data: documentedPurchase,
  })
  expect(bought).toMatchObject({ httpStatusCode: 200, order_id: expect.stringMatching(/^CS/) })
})

describe('names', () => {
  test('one server keeps the name, several get -0001 and so on', () => {
    expect(serverNames({ server_name: 'a', count: 1 }, false)).toEqual(['a'])
    expect(serverNames({ server_name: 'a', count: 1 }, true)).toEqual(['a-1'])
    expect(serverNames({ server_name: 'a', count: 3 }, false)).toEqual(['a-0001', 'a-0002', 'a-0003'])
  })

  test('the list finds them by a part of the name', async () => {
    const cloud = startCloud()
    const { body } = await purchase(cloud)
    await payOrder(cloud, body.order_id)
    cloud.emulator.finish()
    expect(await names(cloud, 'server_name=farm-000')).toEqual([
      'farm-0001',
      'farm-0002',
      'live-farm-0001',
      'live-farm-0002',
    ])
    expect(await names(cloud, 'server_name=nothing')).toEqual([])
  })
})

test('an unpaid order has servers that nobody can see', async () => {
  const cloud = startCloud()
  const { body } = await purchase(cloud)
  const detail = `/v1/{pid}/cloud-phone/servers/${body.server_ids[0]}`
  expect(await cloud.call('GET', detail)).toMatchObject({ status: 404, body: { error_code: 'CPS.0015' } })
  expect(await names(cloud, 'server_name=farm-0001')).toEqual(['live-farm-0001'])
  await cloud.control('POST', 'options', { unpaidServersListed: true })
  expect((await cloud.call('GET', detail)).body.server_name).toBe('farm-0001')
})

test('the same purchase twice is two orders', async () => {
  const cloud = startCloud()
  const [first, second] = [await purchase(cloud), await purchase(cloud)]
  expect(first.body.order_id).not.toBe(second.body.order_id)
})

test('automatic payment is obeyed, or not, as the switch says', async () => {
  const status = async (autoPay: 'obey' | 'always' | 'never', isAutoPay: 0 | 1) => {
    const cloud = startCloud({ options: { autoPay } })
    const terms = { ...fullPurchase.extend_param, is_auto_pay: isAutoPay }
    const { body } = await purchase(cloud, { extend_param: terms })
    return cloud.emulator.cloud.world.orders.find((order) => order.id === body.order_id)?.status
  }
  expect([
    await status('obey', 0),
    await status('obey', 1),
    await status('always', 0),
    await status('never', 1),
  ]).toEqual([6, 3, 3, 6])
})

test('without enough money an automatic payment leaves an unpaid order, or is refused over it', async () => {
  const cloud = startCloud()
  const account = cloud.emulator.cloud.world.accounts[0]
  Object.assign(account ?? {}, { balanceFen: 100, creditFen: 0 })
  const terms = { ...fullPurchase.extend_param, is_auto_pay: 1 }
  const lenient = await purchase(cloud, { extend_param: terms })
  expect(lenient.status).toBe(200)
  await cloud.control('POST', 'options', { autoPayShortage: 'refuse' })
  const strict = await purchase(cloud, { extend_param: terms })
  expect([strict.status, strict.body.error_code]).toEqual([400, 'CPS.0062'])
  expect(cloud.emulator.cloud.world.orders.slice(-2).map((order) => order.status)).toEqual([6, 6])
  expect(cloud.emulator.cloud.world.ledger.at(-1)).toMatchObject({
    outcome: 'refused',
    order_id: expect.stringMatching(/^CS/),
  })
})

test('a 1.0 flavor ignores disks, and costs no more for them', async () => {
  const cloud = startCloud()
  const volume = { volume_type: 'SSD', size: 1000 }
  await cloud.call('POST', purchasePath, { body: documentedPurchase })
  await cloud.call('POST', purchasePath, { body: { ...documentedPurchase, phone_data_volume: volume } })
  const [plain, withDisk] = cloud.emulator.cloud.world.orders.slice(-2)
  expect(plain?.amountFen).toBe(withDisk?.amountFen)
})
