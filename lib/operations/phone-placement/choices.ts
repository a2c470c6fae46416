import { type FieldErrors, withParams } from '../../errors.ts'
import type { Names } from '../kit.ts'
import type { FreeEip, Lookups, PhoneModel, SharedBandwidth, Subnet } from '../lookups.ts'
import type { Placement } from './contract.ts'
import { imageFits } from './image-fits.ts'
import { vipCount } from './vip-count.ts'

type Found<T> = { row: T | undefined; field: string; missing: string }

/** A chosen row is gone (`missing`) or can no longer be chosen (its own reason). */
export const problem = <T extends { disabled?: string }>({ row, field, missing }: Found<T>): FieldErrors => {
  const message = row ? row.disabled : missing
  return message === undefined ? {} : { [field]: message }
}

/** Checks what the form chose for servers of that flavor against the cloud as it is now: existence, fit, stock, network. */
export async function checkPlacement(input: Placement, serverModel: string, lookups: Lookups): Promise<FieldErrors> {
  const [flavors, network, access] = await Promise.all([
    checkPhones(input, serverModel, lookups),
    checkNetwork(input, lookups),
    checkAccess(input, lookups),
  ])
  return { ...flavors, ...network, ...access }
}

async function checkPhones({ model, image }: Placement, serverModel: string, lookups: Lookups): Promise<FieldErrors> {
  const [phoneModels, images] = await Promise.all([lookups.phoneModels(), lookups.phoneImages()])
  const phoneModel = phoneModels.find((row) => row.name === model.phoneModel && row.serverModel === serverModel)
  const chosenImage = images.find((row) => row.id === image.imageId)
  return {
    ...problem({ row: phoneModel, field: 'model.phoneModel', missing: 'errors.phoneModelNotFitting' }),
    ...(phoneModel && phoneModelDrift(phoneModel, model)),
    ...problem({ row: chosenImage, field: 'image.imageId', missing: 'errors.imageGone' }),
    ...(phoneModel &&
      chosenImage &&
      !imageFits(chosenImage, phoneModel) && { 'image.imageId': 'errors.imageNotFitting' }),
  }
}

const phoneModelDrift = (row: PhoneModel, model: Placement['model']): FieldErrors =>
  row.phones === model.phones && row.generation === model.generation
    ? {}
    : { 'model.phoneModel': 'errors.phoneModelChanged' }

async function checkNetwork({ network, model, image }: Placement, lookups: Lookups): Promise<FieldErrors> {
  const [vpcs, subnets, eips, lines, bandwidths] = await Promise.all([
    lookups.vpcs(),
    lookups.subnets(network.vpcId),
    network.eip.source === 'existing' ? lookups.freeEips() : [],
    network.eip.source === 'new' ? lookups.eipLines() : [],
    network.bandwidth.share === 'shared' || (network.ipv6.enabled && network.ipv6.bandwidthId)
      ? lookups.sharedBandwidths()
      : [],
  ])
  const { eip, bandwidth, ipv6 } = network
  const subnet = subnets.find((row) => row.id === network.subnetId)
  return {
    ...problem({
      row: vpcs.find((row) => row.id === network.vpcId),
      field: 'network.vpcId',
      missing: 'errors.vpcGone',
    }),
    ...problem({ row: subnet, field: 'network.subnetId', missing: 'errors.subnetNotInVpc' }),
    ...subnetRoom(subnet, addressesNeeded({ model, image, network })),
    ...(ipv6.enabled && subnet && !subnet.ipv6 && { 'network.ipv6.enabled': 'errors.subnetWithoutIpv6' }),
    ...(ipv6.enabled &&
      ipv6.bandwidthId !== undefined &&
      problem({
        row: bandwidths.find((row) => row.id === ipv6.bandwidthId),
        field: 'network.ipv6.bandwidthId',
        missing: 'errors.bandwidthGone',
      })),
    ...(eip.source === 'existing' &&
      problem({
        row: eips.find((row) => row.id === eip.eipId),
        field: 'network.eip.eipId',
        missing: 'errors.eipGone',
      })),
    ...(eip.source === 'new' &&
      problem({
        row: lines.find((row) => row.type === eip.type),
        field: 'network.eip.type',
        missing: 'operations.reasons.lineNotHere',
      })),
    ...(bandwidth.share === 'shared' &&
      problem({
        row: withRoom(
          bandwidths.find((row) => row.id === bandwidth.bandwidthId),
          publicAddresses({ image, network }),
        ),
        field: 'network.bandwidth.bandwidthId',
        missing: 'errors.bandwidthGone',
      })),
  }
}

/** Public addresses of all servers: those of one, times the servers. */
function publicAddresses({ image, network }: Pick<Placement, 'image' | 'network'>): number {
  switch (network.eip.source) {
    case 'new':
      return network.eip.count * (image.count ?? 1)
    case 'existing':
      return 1
    case 'none':
      return 0
  }
}

const withRoom = (row: SharedBandwidth | undefined, needed: number) =>
  row?.disabled === undefined && row?.room !== undefined && row.room < needed
    ? { ...row, disabled: withParams('errors.bandwidthFull', { room: row.room, needed }) }
    : row

/** Internal addresses that the servers take from their subnet. */
const addressesNeeded = ({ model, image, network }: Pick<Placement, 'model' | 'image' | 'network'>): number =>
  (image.count ?? 1) * vipCount(model.phones, network.phonesPerIp)

const subnetRoom = (subnet: Subnet | undefined, needed: number): FieldErrors =>
  subnet?.freeAddresses === undefined || subnet.freeAddresses === 0 || subnet.freeAddresses >= needed
    ? {}
    : { 'network.subnetId': withParams('errors.subnetTooSmall', { free: subnet.freeAddresses, needed }) }

async function checkAccess({ account, image }: Placement, lookups: Lookups): Promise<FieldErrors> {
  const [keypairs, projects, zones] = await Promise.all([
    image.keypairName === undefined ? [] : lookups.keypairs(),
    account.enterpriseProjectId === '0' ? [] : lookups.enterpriseProjects(),
    account.availabilityZone === undefined ? [] : lookups.zones(),
  ])
  return {
    ...(image.keypairName !== undefined &&
      problem({
        row: keypairs.find((row) => row.name === image.keypairName),
        field: 'image.keypairName',
        missing: 'errors.keypairGone',
      })),
    ...(account.enterpriseProjectId !== '0' &&
      problem({
        row: projects.find((row) => row.id === account.enterpriseProjectId),
        field: 'account.enterpriseProjectId',
        missing: 'errors.enterpriseProjectGone',
      })),
    ...(account.availabilityZone !== undefined &&
      problem({
        row: zones.find((row) => row.name === account.availabilityZone),
        field: 'account.availabilityZone',
        missing: 'errors.zoneGone',
      })),
  }
}

type Named = Pick<Placement, 'account' | 'image' | 'network'>

/** Names of the ids in `input`, frozen with the request so that a reviewer reads what the requester saw. */
export async function namesOf({ account, image, network }: Named, lookups: Lookups): Promise<Names> {
  const [images, vpcs, subnets, bandwidths, eips, projects] = await Promise.all([
    lookups.phoneImages(),
    lookups.vpcs(),
    lookups.subnets(network.vpcId),
    network.bandwidth.share === 'shared' || network.ipv6.enabled ? lookups.sharedBandwidths() : [],
    network.eip.source === 'existing' ? lookups.freeEips() : [],
    account.enterpriseProjectId === '0' ? [] : lookups.enterpriseProjects(),
  ])
  const names: Names = {}
  const note = (id: string | undefined, name: string | undefined) => {
    if (id !== undefined && name !== undefined) names[id] = name
  }
  note(image.imageId, images.find((row) => row.id === image.imageId)?.name)
  note(network.vpcId, vpcs.find((row) => row.id === network.vpcId)?.name)
  note(network.subnetId, subnets.find((row) => row.id === network.subnetId)?.name)
  const chosenBandwidths = [
    network.bandwidth.share === 'shared' ? network.bandwidth.bandwidthId : undefined,
    network.ipv6.enabled ? network.ipv6.bandwidthId : undefined,
  ]
  for (const row of bandwidths) if (chosenBandwidths.includes(row.id)) note(row.id, row.name)
  if (network.eip.source === 'existing') note(network.eip.eipId, eipAddress(eips, network.eip.eipId))
  note(account.enterpriseProjectId, projects.find((row) => row.id === account.enterpriseProjectId)?.name)
  return names
}

const eipAddress = (eips: readonly FreeEip[], id: string) => eips.find((row) => row.id === id)?.address
