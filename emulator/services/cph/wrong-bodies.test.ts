import { expect, test } from 'vitest'
import { uuidOf } from '../../ids.ts'
import { fullPurchase, purchase, sharedBandwidthId } from '../../testing/purchases.ts'
import { startCloud } from '../../testing/start-cloud.ts'

const port = (name: string, listenPort = 20_000, internetAccessible: unknown = 'true') => ({
  name,
  listen_port: listenPort,
  internet_accessible: internetAccessible,
})
const terms = (changes: Record<string, unknown>) => ({
  extend_param: { charging_mode: 0, period_type: 2, period_num: 1, ...changes },
})
const shared = {
  band_width_share_type: 1,
  band_width_charge_mode: 0,
  band_width_id: sharedBandwidthId,
}
const dedicated = { band_width_share_type: 0, band_width_charge_mode: 1, band_width_size: 300 }
const nowhere = '00000000-0000-4000-8000-000000000000'
const volume = { volume_type: 'SSD', size: 100 }

const wrong: [name: string, changes: Record<string, unknown>, status: number, code: string][] = [
  ['no server name', { server_name: undefined }, 400, 'CPS.0087'],
  ['a server name with a blank', { server_name: 'live farm' }, 400, 'CPS.0087'],
  ['a Chinese server name', { server_name: '云手机' }, 400, 'CPS.0087'],
  ['a server name of 61 characters', { server_name: 'a'.repeat(61) }, 400, 'CPS.0087'],
  ['no server model', { server_model_name: undefined }, 400, 'CPS.0088'],
  ['an empty server model', { server_model_name: '' }, 400, 'CPS.0088'],
  ['an unknown server model', { server_model_name: 'physical.rx9' }, 400, 'CPS.0089'],
  ['a server model of 66 bytes in 22 characters', { server_model_name: '云'.repeat(22) }, 400, 'CPS.0089'],
  ['no phone model', { phone_model_name: undefined }, 400, 'CPS.0027'],
  ['an unknown phone model', { phone_model_name: 'rs9' }, 400, 'CPS.0028'],
  ['a phone model of another server model', { phone_model_name: 'rx1.cp.c60.d10.e1v1' }, 400, 'CPS.0157'],
  ['a phone model that is offline', { phone_model_name: 'kg1.cp.c150.d10GPSSD.e2v2.br150' }, 400, 'CPS.0066'],
  [
    'a server model that is sold out',
    { server_model_name: 'physical.rx3.32xlarge.4', phone_model_name: 'rx3.cp.c60.d10GPSSD.e1v1' },
    400,
    'CPS.0066',
  ],
  ['no image', { image_id: undefined }, 400, 'CPS.0029'],
  ['an image id of 33 characters', { image_id: 'a'.repeat(33) }, 400, 'CPS.0030'],
  ['an unknown image', { image_id: 'a'.repeat(32) }, 404, 'CPS.0166'],
  ['an image with another label', { image_id: '20060220200717f201120a2300000e91' }, 400, 'CPS.0030'],
  ['no count', { count: undefined }, 400, 'CPS.0024'],
  ['a count of 0', { count: 0 }, 400, 'CPS.0024'],
  ['a count of 11', { count: 11 }, 400, 'CPS.0024'],
  ['a count as text', { count: '2' }, 400, 'CPS.0024'],
  ['an empty key pair', { keypair_name: '' }, 400, 'CPS.0068'],
  ['an unknown key pair', { keypair_name: 'nobody' }, 400, 'CPS.0067'],
  ['ports that are no list', { ports: {} }, 400, 'CPS.0037'],
  ['a port named ADB', { ports: [port('ADB')] }, 400, 'CPS.0038'],
  ['a port named vnc', { ports: [port('vnc')] }, 400, 'CPS.0038'],
  ['a port name of 18 bytes in 6 characters', { ports: [port('网络端口名称')] }, 400, 'CPS.0038'],
  ['two ports with one name', { ports: [port('web'), port('web', 20_001)] }, 400, 'CPS.0039'],
  ['the same port twice', { ports: [port('web'), port('web')] }, 400, 'CPS.0039'],
  ['a port below 10000', { ports: [port('web', 9_999)] }, 400, 'CPS.0040'],
  ['a port above 50000', { ports: [port('web', 50_001)] }, 400, 'CPS.0040'],
  ['two ports with one number', { ports: [port('web'), port('api')] }, 400, 'CPS.0041'],
  ['a port open by boolean', { ports: [port('web', 20_000, true)] }, 400, 'CPS.0093'],
  ['no terms', { extend_param: undefined }, 400, 'CPS.0055'],
  ['pay-per-use', terms({ charging_mode: 1 }), 400, 'CPS.0056'],
  ['a term in weeks', terms({ period_type: 1 }), 400, 'CPS.0057'],
  ['10 months', terms({ period_num: 10 }), 400, 'CPS.0058'],
  ['11 years', terms({ period_type: 3, period_num: 11 }), 400, 'CPS.0058'],
  ['renewal by boolean', terms({ is_auto_renew: true }), 400, 'CPS.0059'],
  ['payment by boolean', terms({ is_auto_pay: true }), 400, 'CPS.0060'],
  ['an unknown enterprise project', terms({ enterprise_project_id: '1' }), 400, 'CPS.0055'],
  ['an unknown member of the terms', terms({ is_auto_smile: 1 }), 400, 'CPS.0055'],
  ['a VPC that is no UUID', { tenant_vpc_id: 'vpc-1' }, 400, 'CPS.0223'],
  ['an unknown VPC', { tenant_vpc_id: nowhere }, 400, 'CPS.0236'],
  ['no network card', { nics: [] }, 400, 'CPS.0226'],
  ['two network cards', { nics: [{ subnet_id: nowhere }, { subnet_id: nowhere }] }, 400, 'CPS.0226'],
  ['a subnet that is no UUID', { nics: [{ subnet_id: 'subnet-1' }] }, 400, 'CPS.0224'],
  ['a subnet of no VPC', { nics: [{ subnet_id: nowhere }] }, 400, 'CPS.0228'],
  ['no public address and no word about it', { public_ip: {} }, 400, 'CPS.0238'],
  ['two existing addresses', { public_ip: { ids: [nowhere, nowhere] } }, 400, 'CPS.0238'],
  ['an unknown address', { count: 1, public_ip: { ids: [nowhere] } }, 400, 'CPS.0239'],
  ['one address for two servers', { public_ip: { ids: [uuidOf('demo cn-north-4', 'eip', 0)] } }, 400, 'CPS.0238'],
  ['an unknown line', { public_ip: { eip: { type: '5_xyz' } } }, 400, 'CPS.0239'],
  ['more addresses than phone groups', { public_ip: { eip: { type: '5_bgp' }, count: 3 } }, 400, 'CPS.0238'],
  ['more phones to an address than there are', { phone_count_per_ip: 61 }, 400, 'CPS.0241'],
  ['no disk for a 2.0 flavor', { phone_data_volume: undefined }, 400, 'CPS.9001'],
  ['a disk of 9 GiB', { phone_data_volume: { ...volume, size: 9 } }, 400, 'CPS.9001'],
  ['a disk of an unknown type', { server_share_data_volume: { ...volume, volume_type: 'SATA' } }, 400, 'CPS.9001'],
  ['no bandwidth', { band_width: undefined }, 400, 'CPS.0031'],
  ['a shared bandwidth without its id', { band_width: { ...shared, band_width_id: undefined } }, 400, 'CPS.0032'],
  ['a shared bandwidth with a strange id', { band_width: { ...shared, band_width_id: 'x' } }, 400, 'CPS.0033'],
  ['an unknown shared bandwidth', { band_width: { ...shared, band_width_id: nowhere } }, 404, 'CPS.0115'],
  ['an unknown way of sharing', { band_width: { ...dedicated, band_width_share_type: 2 } }, 400, 'CPS.0034'],
  ['an unknown way of charging', { band_width: { ...dedicated, band_width_charge_mode: 2 } }, 400, 'CPS.0035'],
  [
    'a dedicated bandwidth without a size',
    { band_width: { ...dedicated, band_width_size: undefined } },
    400,
    'CPS.0036',
  ],
  ['a bandwidth of 2001', { band_width: { ...dedicated, band_width_size: 2001 } }, 400, 'CPS.0036'],
  ['a zone of another region', { availability_zone: 'cn-east-3a' }, 400, 'CPS.9003'],
  ['a closed zone', { availability_zone: 'cn-north-4c' }, 400, 'CPS.9003'],
  ['a property that is no JSON', { property: 'locale' }, 400, 'CPS.0078'],
  ['a property that is a list', { property: '[]' }, 400, 'CPS.0078'],
  ['an unknown property', { property: '{"ro.root":1}' }, 400, 'CPS.0163'],
  ['a property with a bad value', { property: '{"ro.horizontal.screen":2}' }, 400, 'CPS.0164'],
  ['a member that nobody knows', { dry_run: true }, 400, 'CPS.9002'],
]

const cloud = startCloud()

test.each(wrong)('%s is refused', async (_, changes, status, code) => {
  const answer = await purchase(cloud, changes)
  expect([answer.status, answer.body.error_code]).toEqual([status, code])
  expect(answer.body.error_msg).not.toBe('')
})

test('nothing is ordered by any of them', async () => {
  const before = cloud.emulator.cloud.world.orders.length
  for (const [, changes] of wrong) await purchase(cloud, changes)
  expect(cloud.emulator.cloud.world.orders.length).toBe(before)
})

test('the first broken field in the order of the vendor’s page is named', async () => {
  const { body } = await purchase(cloud, { count: 0, image_id: '', band_width: undefined })
  expect(body).toMatchObject({ error_code: 'CPS.0029', error_msg: 'Parameter: image_id is empty.' })
})

test.each([
  ['no-agency', 403, 'CPS.0001', 'cph_admin_trust'],
  ['no-quota', 400, 'CPS.0065', 'quota'],
])('the account %s cannot buy', async (kind, status, code, word) => {
  const { world } = cloud.emulator.cloud
  const vpc = world.vpcs.find((row) => row.projectId === cloud.projectId(kind))
  const subnet = world.subnets.find((row) => row.vpcId === vpc?.id)
  const answer = await cloud.call('POST', '/v2/{pid}/cloud-phone/servers', {
    as: kind,
    body: {
      server_name: 'farm',
      server_model_name: 'physical.kg1.4xlarge.cp',
      phone_model_name: 'kg1.cp.c20.d64SSD.e1v1',
      image_id: '20060220200717f201120a2300000e91',
      count: 1,
      ...terms({}),
      tenant_vpc_id: vpc?.id,
      nics: [{ subnet_id: subnet?.id }],
      public_ip: { count: 0 },
      band_width: dedicated,
    },
  })
  expect([answer.status, answer.body.error_code]).toEqual([status, code])
  expect(answer.body.error_msg).toContain(word)
})

test('a key pair of one user cannot be used by another', async () => {
  const answer = await cloud.call('POST', '/v2/{pid}/cloud-phone/servers', { as: 'no-billing', body: {} })
  expect(answer.body.error_code).toBe('CPS.0087')
  expect((await purchase(cloud, { keypair_name: 'KeyPair-private' })).status).toBe(200)
  const other = { ...fullPurchase, keypair_name: 'KeyPair-private' }
  const refused = await cloud.call('POST', '/v2/{pid}/cloud-phone/servers', { as: 'no-billing', body: other })
  expect(refused.body.error_code).toBe('CPS.0067')
})

test('a subnet without enough free addresses is refused', async () => {
  const { vpcs, subnets } = cloud.emulator.cloud.world
  const full = subnets.find((row) => row.projectId === cloud.projectId() && row.name === 'subnet-office-full')
  const vpc = vpcs.find((row) => row.id === full?.vpcId)
  const answer = await purchase(cloud, { tenant_vpc_id: vpc?.id, nics: [{ subnet_id: full?.id }] })
  expect(answer.body.error_code).toBe('CPS.0241')
})
