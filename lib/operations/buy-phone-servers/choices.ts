import type { FieldErrors } from '../../errors.ts'
import type { Names } from '../kit.ts'
import type { Lookups, PhoneModel } from '../lookups.ts'
import type { Input } from './contract.ts'

type Found<T> = { row: T | undefined; field: string; missing: string }

/** A chosen row is gone (`missing`) or can no longer be chosen (its own reason). */
const problem = <T extends { disabled?: string }>({ row, field, missing }: Found<T>): FieldErrors => {
  const message = row ? row.disabled : missing
  return message === undefined ? {} : { [field]: message }
}

/** Checks what the form chose against the cloud as it is now: existence, fit of flavors and image, stock, network. */
export async function checkChoices(input: Input, lookups: Lookups): Promise<FieldErrors> {
  const [flavors, network, access] = await Promise.all([
    checkFlavors(input, lookups),
    checkNetwork(input, lookups),
    checkAccess(input, lookups),
  ])
  return { ...flavors, ...network, ...access }
}

async function checkFlavors({ model, image }: Input, lookups: Lookups): Promise<FieldErrors> {
  const [serverModels, phoneModels, images] = await Promise.all([
    lookups.serverModels(),
    lookups.phoneModels(),
    lookups.phoneImages(),
  ])
  const phoneModel = phoneModels.find((row) => row.name === model.phoneModel && row.serverModel === model.serverModel)
  const chosenImage = images.find((row) => row.id === image.imageId)
  return {
    ...problem({
      row: serverModels.find((row) => row.name === model.serverModel),
      field: 'model.serverModel',
      missing: 'errors.serverModelGone',
    }),
    ...problem({ row: phoneModel, field: 'model.phoneModel', missing: 'errors.phoneModelNotFitting' }),
    ...(phoneModel && phoneModelDrift(phoneModel, model)),
    ...problem({ row: chosenImage, field: 'image.imageId', missing: 'errors.imageGone' }),
    ...(phoneModel &&
      chosenImage &&
      !imageFits(chosenImage, phoneModel) && { 'image.imageId': 'errors.imageNotFitting' }),
  }
}

const phoneModelDrift = (row: PhoneModel, model: Input['model']): FieldErrors =>
  row.phones === model.phones && row.generation === model.generation
    ? {}
    : { 'model.phoneModel': 'errors.phoneModelChanged' }

/** Images fit by label; flavors of generation 2.0 also run images labelled for 1.0 phones (cph.md §6.7). */
export const imageFits = (
  image: { label: string; custom: boolean },
  phoneModel: { imageLabel: string; generation: string },
): boolean =>
  image.custom ||
  image.label === phoneModel.imageLabel ||
  (phoneModel.generation === '2.0' && image.label.startsWith('cloud_phone'))

async function checkNetwork({ network }: Input, lookups: Lookups): Promise<FieldErrors> {
  const [vpcs, subnets, eips, bandwidths] = await Promise.all([
    lookups.vpcs(),
    lookups.subnets(network.vpcId),
    network.eip.source === 'existing' ? lookups.freeEips() : [],
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
    ...(bandwidth.share === 'shared' &&
      problem({
        row: bandwidths.find((row) => row.id === bandwidth.bandwidthId),
        field: 'network.bandwidth.bandwidthId',
        missing: 'errors.bandwidthGone',
      })),
  }
}

async function checkAccess({ account, image }: Input, lookups: Lookups): Promise<FieldErrors> {
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

/** Names of the ids in `input`, frozen with the request so that a reviewer reads what the requester saw. */
export async function namesOf({ account, image, network }: Input, lookups: Lookups): Promise<Names> {
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
  for (const row of bandwidths) note(row.id, row.name)
  for (const row of eips) note(row.id, row.address)
  note(account.enterpriseProjectId, projects.find((row) => row.id === account.enterpriseProjectId)?.name)
  return names
}
