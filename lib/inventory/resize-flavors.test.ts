import { describe, expect, test } from 'vitest'
import type { EcsFlavor } from '../cloud/services/ecs-flavors.ts'
import { ecsServerOf } from '../cloud/services/ecs-server-row.ts'
import { resizeFlavorChoice } from './resize-flavors.ts'

const flavor = (changes: Partial<EcsFlavor> = {}): EcsFlavor => ({
  id: 'c7.xlarge.2',
  name: 'c7.xlarge.2',
  cpuCores: 4,
  memoryMib: 8192,
  architecture: 'x86_64',
  generation: 'c7',
  performance: 'computingv3',
  virtualization: 'CloudCompute',
  cpuName: undefined,
  gpus: undefined,
  bandwidthMaxMbit: 4000,
  nicsMax: 3,
  canSetThreads: true,
  isDisabled: false,
  isSoldPrepaid: true,
  isSoldPayPerUse: true,
  regionStatus: 'normal',
  zoneStatuses: {},
  ...changes,
})
const current = flavor({ id: 's6.large.2', cpuCores: 2, memoryMib: 4096, canSetThreads: false })

const card = (port: string, type = 'fixed') => ({
  addr: `192.168.0.${port.length}`,
  version: '4',
  'OS-EXT-IPS:type': type,
  'OS-EXT-IPS:port_id': port,
})
const server = (chargingMode: '0' | '1' = '1') =>
  ecsServerOf({
    id: 'b37fd80e-ac67-4d02-b9f1-9891c9c0fabf',
    name: 'web-01',
    status: 'SHUTOFF',
    flavor: { id: 's6.large.2', vcpus: '2', ram: '4096' },
    metadata: { charging_mode: chargingMode },
    'OS-EXT-AZ:availability_zone': 'cn-north-4a',
    // A public address hangs at the card of an inner one.
    addresses: { vpc: [card('a'), card('a', 'floating'), card('bb')] },
  })
const reasonOf = (changes: Partial<EcsFlavor>, from = current, at = server()) =>
  resizeFlavorChoice(flavor(changes), at, from).disabled

test('a flavor that can be had tells its size, kind, bandwidth and whether threads can be chosen', () => {
  expect(resizeFlavorChoice(flavor(), server(), current)).toEqual({
    id: 'c7.xlarge.2',
    vcpus: 4,
    memoryMib: 8192,
    generation: 'c7',
    performance: 'computingv3',
    bandwidthMbps: 4000,
    canSetThreads: true,
  })
})

describe('a flavor cannot be chosen', () => {
  test.each<[string, Partial<EcsFlavor>, string]>([
    ['that the server has', { id: 's6.large.2' }, 'flavorIsCurrent'],
    ['of unknown size', { memoryMib: undefined }, 'flavorSizeUnknown'],
    ['for other processors', { architecture: 'arm64' }, 'flavorOtherArchitecture'],
    ['that needs other drivers', { virtualization: 'FusionCompute' }, 'flavorOtherVirtualization'],
    ['that takes fewer network cards', { nicsMax: 1 }, 'flavorFewerCards|{"max":1,"count":2}'],
    ['not sold for a term', { isSoldPrepaid: false }, 'flavorPayPerUseOnly'],
    ['sold out in the region', { regionStatus: 'sellout' }, 'flavorSoldOutIn|{"zone":"cn-north-4a"}'],
    [
      'sold out in the zone alone',
      { zoneStatuses: { 'cn-north-4a': 'sellout' } },
      'flavorSoldOutIn|{"zone":"cn-north-4a"}',
    ],
    ['that was withdrawn', { regionStatus: 'abandon' }, 'flavorWithdrawn'],
    ['that is switched off', { isDisabled: true }, 'flavorWithdrawn'],
    ['in open beta', { regionStatus: 'obt' }, 'flavorInBeta'],
    ['in a state that nobody documents', { regionStatus: 'paused' }, 'offSale'],
  ])('%s', (_, changes, reason) => {
    expect(reasonOf(changes)).toBe(`operations.reasons.${reason}`)
  })

  test('that is sold for a term only, by a pay-per-use server', () => {
    expect(reasonOf({ isSoldPayPerUse: false }, current, server('0'))).toBe('operations.reasons.flavorPrepaidOnly')
  })
})

test('a flavor that is on sale in the zone of the server can be chosen, whatever the region says', () => {
  expect(reasonOf({ regionStatus: 'sellout', zoneStatuses: { 'cn-north-4a': 'promotion' } })).toBeUndefined()
  expect(reasonOf({ zoneStatuses: { 'cn-north-4b': 'sellout' } })).toBeUndefined()
})
test('what is not known of the current flavor keeps nobody from another', () => {
  expect(resizeFlavorChoice(flavor({ virtualization: 'FusionCompute' }), server(), undefined).disabled).toBeUndefined()
  expect(reasonOf({ virtualization: undefined })).toBeUndefined()
})
