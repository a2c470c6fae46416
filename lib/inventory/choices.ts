import type {
  PhoneImage as CloudImage,
  PhoneModel as CloudPhoneModel,
  ServerModel as CloudServerModel,
} from '../cloud/services/cph-catalog.ts'
import type { Bandwidth, IpPool, PublicIp } from '../cloud/services/eip.ts'
import type { Keypair as CloudKeypair } from '../cloud/services/kps.ts'
import type { Subnet as CloudSubnet, Vpc as CloudVpc } from '../cloud/services/vpc.ts'
import type {
  EipLine,
  FreeEip,
  Keypair,
  PhoneImage,
  PhoneModel,
  ServerModel,
  SharedBandwidth,
  Subnet,
  Vpc,
} from '../operations/lookups.ts'
import { eipTypes } from '../operations/phone-fields.ts'

// The cloud's rows as choices of a form: what to show, and why a row cannot be chosen (a message key).

const disabledWhen = (isDisabled: boolean, reason: string) =>
  isDisabled ? { disabled: `operations.reasons.${reason}` } : {}

/** Server flavors, usable ones first; one for which no phone flavor is on sale cannot be bought. */
export function serverModelChoices(
  servers: readonly CloudServerModel[],
  phones: readonly CloudPhoneModel[],
): ServerModel[] {
  return servers
    .map((server) => {
      const fitting = phones.filter((phone) => phone.serverModel === server.name)
      return {
        name: server.name,
        hardware: server.hardware ?? '',
        cpu: server.cpuCores ?? 0,
        memoryGb: server.memoryGib ?? 0,
        gaming: server.productType === 1,
        cloudDisks: (server.disksMax ?? 0) > 0,
        ...disabledWhen(fitting.length === 0, 'noPhoneModel'),
        ...disabledWhen(fitting.length > 0 && !fitting.some((phone) => phone.isOnSale), 'offSale'),
      }
    })
    .toSorted((a, b) => Number('disabled' in a) - Number('disabled' in b))
}

export const phoneModelChoice = (row: CloudPhoneModel): PhoneModel => ({
  name: row.name,
  serverModel: row.serverModel,
  cpu: row.cpuCores ?? 0,
  memoryMb: row.memoryMib ?? 0,
  diskGib: row.diskGib ?? 0,
  resolution: row.resolution ?? '',
  phones: row.phonesPerServer ?? 0,
  imageLabel: row.imageLabel ?? '',
  generation: row.generation === 2 ? '2.0' : '1.0',
  ...disabledWhen(row.phonesPerServer === undefined, 'phonesUnknown'),
  ...disabledWhen(!row.isOnSale, 'offSale'),
})

export const imageChoice = (row: CloudImage): PhoneImage => ({
  id: row.id,
  name: row.name === '' ? row.id : row.name,
  os: row.osName ?? '',
  label: row.label ?? '',
  custom: !row.isPublic,
})

export const vpcChoice = (row: CloudVpc): Vpc => ({
  id: row.id,
  name: row.name,
  cidr: row.cidr ?? '',
  ...disabledWhen(row.status !== undefined && row.status !== 'ACTIVE' && row.status !== 'OK', 'networkNotReady'),
})

export const subnetChoice = (row: CloudSubnet, vpcId: string): Subnet => {
  const freeAddresses = row.freeAddresses ?? addressesIn(row.cidr)
  return {
    id: row.id,
    vpcId,
    name: row.name,
    cidr: row.cidr ?? '',
    ...(freeAddresses !== undefined && { freeAddresses }),
    ipv6: row.hasIpv6,
    ...disabledWhen(row.status === 'ERROR', 'networkNotReady'),
    ...disabledWhen(freeAddresses === 0, 'noFreeAddress'),
  }
}

/** What a subnet holds at most: its size without the five addresses that the cloud keeps (network-and-lookup.md §1.2). */
function addressesIn(cidr: string | undefined): number | undefined {
  const bits = /\/(\d{1,2})$/.exec(cidr ?? '')?.[1]
  return bits === undefined ? undefined : Math.max(0, 2 ** (32 - Number(bits)) - 5)
}

export const eipChoice = (row: PublicIp): FreeEip[] =>
  row.isFree && row.address !== undefined
    ? [{ id: row.id, address: row.address, line: row.line ?? '', sizeMbps: row.bandwidthMbit ?? 0 }]
    : []

export const bandwidthChoice = (row: Bandwidth, addressesMax: number | undefined): SharedBandwidth => {
  const room = addressesMax === undefined ? undefined : Math.max(0, addressesMax - row.addressCount)
  return {
    id: row.id,
    name: row.name,
    sizeMbps: row.sizeMbit ?? 0,
    eips: row.addressCount,
    chargeMode: row.chargeMode === 'traffic' ? 'traffic' : 'bandwidth',
    ...(room !== undefined && { room }),
    ...disabledWhen(room === 0, 'bandwidthFull'),
    ...disabledWhen(row.status === 'FREEZED', 'frozen'),
  }
}

/** The four lines of the purchase; those that the region does not have cannot be chosen. */
export const eipLineChoices = (pools: readonly IpPool[]): EipLine[] =>
  eipTypes.map((type) => {
    const pool = pools.find(({ name }) => name === type)
    return { type, ...disabledWhen(pool === undefined || (pool.status ?? 'active') !== 'active', 'lineNotHere') }
  })

/**
 * A pair of the reading user alone is not seen by the user who buys, so it cannot be used (network-and-lookup.md §3.1:
 * `Ecs.0314`).
 */
export const keypairChoice = (row: CloudKeypair): Keypair => ({
  name: row.name,
  fingerprint: row.fingerprint ?? '',
  scope: row.scope ?? '',
  ...disabledWhen(row.scope === 'user', 'privateKeypair'),
  ...disabledWhen(row.isFrozen, 'frozen'),
})
