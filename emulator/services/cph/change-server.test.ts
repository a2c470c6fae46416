import { describe, expect, test } from 'vitest'
import { arcadeId, changeServer, documentedChange } from '../../testing/changes.ts'
import { type CloudUnderTest, startCloud } from '../../testing/start-cloud.ts'

const show = async (cloud: CloudUnderTest) =>
  (await cloud.call('GET', `/v1/{pid}/cloud-phone/servers/${arcadeId}`)).body
const phones = async (cloud: CloudUnderTest) =>
  (await cloud.call('GET', '/v1/{pid}/cloud-phone/phones', { query: `server_id=${arcadeId}&limit=200` })).body.phones
const job = async (cloud: CloudUnderTest, id: string) =>
  (await cloud.call('GET', `/v1/{pid}/cloud-phone/jobs/${id}`)).body

test('the vendor’s documented change is accepted as printed, and is a job without an order', async () => {
  const cloud = startCloud()
  const orders = cloud.emulator.cloud.world.orders.length
  const { status, body } = await cloud.call('POST', `/v2/{pid}/cloud-phone/servers/${arcadeId}/change`, {
    body: documentedChange,
  })
  expect(status).toBe(200)
  expect(body).toEqual({
    request_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    server_id: arcadeId,
    job_id: expect.stringMatching(/^[0-9a-f]{32}$/),
  })
  expect(cloud.emulator.cloud.world.orders).toHaveLength(orders)
  expect(cloud.emulator.cloud.world.ledger.at(-1)).toMatchObject({ outcome: 'accepted', job_id: body.job_id })
})

test('the phones are gone at once and others stand after about fifteen minutes', async () => {
  const cloud = startCloud()
  const before = await phones(cloud)
  const { body } = await changeServer(cloud, { availability_zone: 'cn-north-4b' })
  const seen: unknown[] = []
  for (let minute = 0; minute <= 16; minute += 1) {
    const row = [(await show(cloud)).status, (await phones(cloud)).length, (await job(cloud, body.job_id)).status]
    if (seen.at(-1)?.toString() !== row.toString()) seen.push(row)
    cloud.emulator.advance(60)
  }
  expect(seen).toEqual([
    [1, 0, 1],
    [4, 20, 1],
    [5, 20, 2],
  ])
  const after = await phones(cloud)
  const ids = new Set(before.map((phone: { phone_id: string }) => phone.phone_id))
  expect(before).toHaveLength(20)
  expect(after.filter((phone: { phone_id: string }) => ids.has(phone.phone_id))).toEqual([])
  expect(await show(cloud)).toMatchObject({
    server_id: arcadeId,
    server_name: 'arcade',
    availability_zone: 'cn-north-4b',
  })
  expect(await job(cloud, body.job_id)).toMatchObject({ error_code: null, end_time: '2026-01-15T02:45:40Z' })
})

test('another flavor with another number of phones may be chosen, and the zone stays', async () => {
  const cloud = startCloud()
  const zone = (await show(cloud)).availability_zone
  const volume = { volume_type: 'GPSSD', size: 100 }
  const changes = {
    phone_model_name: 'rs2.max',
    image_id: '23080220230912e203221b21000004ce',
    phone_data_volume: volume,
  }
  await changeServer(cloud, changes)
  cloud.emulator.finish()
  expect(await show(cloud)).toMatchObject({
    phone_model_name: 'rs2.max',
    availability_zone: zone,
    volumes: [{ volume_type: 'GPSSD', volume_size: 100 }],
  })
  expect(await phones(cloud)).toHaveLength(40)
})

test('the old addresses are given back, and the new ones are there', async () => {
  const cloud = startCloud()
  const [before] = (await show(cloud)).addresses
  await changeServer(cloud)
  cloud.emulator.finish()
  const [after] = (await show(cloud)).addresses
  expect(after.public_ip).not.toBe(before.public_ip)
  const find = (address: string) =>
    cloud.call('GET', '/v3/{pid}/eip/publicips', { query: `public_ip_address=${address}` })
  expect((await find(before.public_ip)).body.publicips).toEqual([])
  expect((await find(after.public_ip)).body.publicips).toHaveLength(1)
})

describe('a server that is busy', () => {
  test('with a change takes no other', async () => {
    const cloud = startCloud()
    await changeServer(cloud)
    expect(await changeServer(cloud)).toMatchObject({ status: 400, body: { error_code: 'CPS.0099' } })
    cloud.emulator.finish()
    expect((await changeServer(cloud)).status).toBe(200)
  })

  test('with a job of one of its phones takes a change all the same', async () => {
    const cloud = startCloud()
    const first = cloud.emulator.cloud.world.servers[0]
    const body = { phone_model_name: 'rx1.cp.c60.d10.e1v1', image_id: '20032120200330a20b000eae5b8c01e6' }
    expect((await changeServer(cloud, body, first?.id)).status).toBe(200)
  })
})

test('it needs quota for one more server while it runs', async () => {
  const own = (cloud: CloudUnderTest) =>
    cloud.emulator.cloud.world.servers.filter((row) => row.projectId === cloud.projectId()).length
  const cloud = startCloud()
  cloud.emulator.cloud.options.serverQuota = own(cloud)
  expect((await changeServer(cloud)).body.error_code).toBe('CPS.0065')
  cloud.emulator.cloud.options.serverQuota = own(cloud) + 1
  expect((await changeServer(cloud)).status).toBe(200)
})

test.each([
  ['a word in a port name', { ports: [{ name: 'fail-delivery', listen_port: 20_000, internet_accessible: 'true' }] }],
  ['the control API', {}],
])('%s makes it fail', async (way, changes) => {
  const cloud = startCloud()
  const { body } = await changeServer(cloud, changes)
  if (way.includes('control')) await cloud.control('POST', `jobs/${body.job_id}/fail`)
  cloud.emulator.finish()
  expect(await job(cloud, body.job_id)).toMatchObject({ status: -1, error_code: 'CPS.0092' })
  expect((await show(cloud)).status).toBe(2)
  expect(await phones(cloud)).toEqual([])
})

test('a lost answer leaves a job that runs', async () => {
  const cloud = startCloud()
  const ports = [{ name: 'fail-504', listen_port: 20_000, internet_accessible: 'true' }]
  expect((await changeServer(cloud, { ports })).status).toBe(504)
  expect((await show(cloud)).status).toBe(1)
})

const nowhere = '00000000-0000-4000-8000-000000000000'
const shared = { band_width_share_type: 1, band_width_charge_mode: 0 }
const port = { name: 'web', listen_port: 20_000, internet_accessible: 'true' }

describe('wrong changes', () => {
  const cloud = startCloud()

  test.each<[name: string, changes: Record<string, unknown>, code: string]>([
    ['no phone model', { phone_model_name: undefined }, 'CPS.0027'],
    ['an unknown phone model', { phone_model_name: 'rs9' }, 'CPS.0028'],
    ['a phone model of 66 bytes', { phone_model_name: '云'.repeat(22) }, 'CPS.0028'],
    ['a phone model of another server', { phone_model_name: 'rx1.cp.c60.d10.e1v1' }, 'CPS.0157'],
    ['a phone model that is offline', { phone_model_name: 'kg1.cp.c150.d10GPSSD.e2v2.br150' }, 'CPS.0066'],
    ['no image', { image_id: undefined }, 'CPS.0029'],
    ['an unknown image', { image_id: 'a'.repeat(32) }, 'CPS.0166'],
    ['an image that does not fit', { image_id: '23080220230912e203221b21000004ce' }, 'CPS.0030'],
    ['an empty key pair', { keypair_name: '' }, 'CPS.0068'],
    ['an unknown key pair', { keypair_name: 'nobody' }, 'CPS.0067'],
    ['a zone of another region', { availability_zone: 'cn-east-3a' }, 'CPS.9003'],
    ['a closed zone', { availability_zone: 'cn-north-4c' }, 'CPS.9003'],
    ['a port named adb', { ports: [{ ...port, name: 'adb' }] }, 'CPS.0038'],
    ['a port below 10000', { ports: [{ ...port, listen_port: 9_999 }] }, 'CPS.0040'],
    ['a port open by boolean', { ports: [{ ...port, internet_accessible: true }] }, 'CPS.0093'],
    ['two ports with one number', { ports: [port, { ...port, name: 'api' }] }, 'CPS.0041'],
    ['an unknown enterprise project', { extend_param: { enterprise_project_id: '1' } }, 'CPS.0055'],
    ['terms', { extend_param: { charging_mode: 0 } }, 'CPS.0056'],
    ['a VPC that is no UUID', { tenant_vpc_id: 'vpc' }, 'CPS.0223'],
    ['an unknown VPC', { tenant_vpc_id: nowhere }, 'CPS.0236'],
    ['no network card', { nics: [] }, 'CPS.0226'],
    ['a subnet of no VPC', { nics: [{ subnet_id: nowhere }] }, 'CPS.0228'],
    ['nothing about a public address', { public_ip: {} }, 'CPS.0238'],
    ['an unknown address', { public_ip: { ids: [nowhere] } }, 'CPS.0239'],
    ['more addresses than phone groups', { public_ip: { eip: { type: '5_bgp' }, count: 2 } }, 'CPS.0238'],
    ['more phones to an address than there are', { phone_count_per_ip: 21 }, 'CPS.0241'],
    ['a disk of 9 GiB', { phone_data_volume: { volume_type: 'SSD', size: 9 } }, 'CPS.9001'],
    [
      'a 2.0 flavor without a disk',
      { phone_model_name: 'rs2.plus', image_id: '23080220230912e203221b21000004ce' },
      'CPS.9001',
    ],
    ['no bandwidth', { band_width: undefined }, 'CPS.0031'],
    ['a shared bandwidth without its id', { band_width: shared }, 'CPS.0032'],
    ['an unknown shared bandwidth', { band_width: { ...shared, band_width_id: nowhere } }, 'CPS.0115'],
    ['a property that is no JSON', { property: 'locale' }, 'CPS.0078'],
    ['an unknown property', { property: '{"ro.root":1}' }, 'CPS.0163'],
    ['a name', { server_name: 'arcade' }, 'CPS.9002'],
    ['a count', { count: 1 }, 'CPS.9002'],
    ['a server model', { server_model_name: 'physical.kg1.4xlarge.cp' }, 'CPS.9002'],
  ])('%s is refused', async (_, changes, code) => {
    expect((await changeServer(cloud, changes)).body.error_code).toBe(code)
  })

  test.each([
    ['0'.repeat(32), 404, 'CPS.0015'],
    ['arcade', 400, 'CPS.0016'],
  ])('the server %s is refused', async (id, status, code) => {
    const answer = await changeServer(cloud, {}, id)
    expect([answer.status, answer.body.error_code]).toEqual([status, code])
  })

  test('none of them touches the phones', async () => {
    expect(await phones(cloud)).toHaveLength(20)
    expect((await show(cloud)).status).toBe(5)
  })
})
