import { expect, test } from 'vitest'
import { start } from './start.ts'

const id = '1234567b8bab40ffb711234cb80d0234'
const vpcId = 'fca063f6-b942-42a8-9004-e5545f58d6a2'
const facts = {
  serverModel: 'physical.kg1.4xlarge.cp',
  phoneModel: 'rs2.plus',
  availabilityZone: 'cn-north-4a',
  enterpriseProjectId: 'e0000000-0000-4000-8000-000000000001',
  keypair: 'keypair',
  networkVersion: 'v2',
  vpcId,
  subnetId: 'f1cbfc37-eb42-4357-a0ec-9e4f11950908',
  addresses: [{ serverIp: '192.168.0.3', publicIp: '203.0.113.7' }],
  bandwidths: [
    { id: '388a04fb-c039-42d2-91e4-077444003e25', name: 'b', sizeMbps: 100, chargeMode: 1, isShared: false },
  ],
  phones: [
    { id: 'p1', imageId: 'image-1' },
    { id: 'p2', imageId: 'image-1' },
  ],
}
const opened = (changes: Record<string, unknown> = {}) =>
  start('account', { kind: 'phone_server', id, name: 'arcade', facts: { ...facts, ...changes } })

test('the form opens with what the server has, and without a zone, which then stays', () => {
  expect(opened()).toMatchObject({
    account: { accountId: 'account', enterpriseProjectId: facts.enterpriseProjectId },
    target: { id, name: 'arcade', serverModel: facts.serverModel, phoneModel: 'rs2.plus', zone: 'cn-north-4a' },
    image: { imageId: 'image-1', keypairName: 'keypair' },
    network: {
      vpcId,
      subnetId: facts.subnetId,
      eip: { source: 'new' },
      bandwidth: { share: 'dedicated', sizeMbps: 100, chargeMode: 'traffic' },
    },
    access: { ports: [] },
  })
  expect(opened().account).not.toHaveProperty('availabilityZone')
})

test('nothing is ticked and no name is typed for anybody', () => {
  expect(opened().danger).toEqual({ phoneIds: [], serverName: '' })
})

test.each([
  [
    'a shared bandwidth stays that one',
    { bandwidths: [{ ...facts.bandwidths[0], isShared: true, chargeMode: 0 }] },
    'network.bandwidth',
    { share: 'shared', bandwidthId: facts.bandwidths[0]?.id, chargeMode: 'bandwidth' },
  ],
  [
    'a server without a public address gets none',
    { addresses: [{ serverIp: '192.168.0.3', publicIp: null }] },
    'network.eip',
    { source: 'none' },
  ],
  ['a network of the vendor’s own is left to be chosen', { networkVersion: 'v1' }, 'network.vpcId', undefined],
  [
    'phones of different images leave the image to be chosen',
    { phones: [{ imageId: 'a' }, { imageId: 'b' }] },
    'image.imageId',
    undefined,
  ],
] as const)('%s', (_, changes, path, value) => {
  expect(opened(changes)).toHaveProperty(path.split('.').slice(0, -1).join('.'))
  const found = path.split('.').reduce<unknown>((at, key) => Reflect.get(Object(at), key), opened(changes))
  expect(found).toEqual(value)
})

test('odd facts of a server are left out instead of breaking the form', () => {
  expect(
    start('account', {
      kind: 'phone_server',
      id,
      name: 'arcade',
      facts: { vpcId: 7, phones: 'none', bandwidths: null },
    }),
  ).toMatchObject({
    target: { id, name: 'arcade' },
    network: { bandwidth: { share: 'dedicated' } },
  })
})
