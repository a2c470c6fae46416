import { z } from 'zod'
import { withParams } from '../../errors.ts'
import {
  Disks,
  EnterpriseProjectId,
  FlavorGeneration,
  ImageId,
  KeypairName,
  Network,
  PhoneModelName,
  Ports,
  WireBandWidth,
  WireDisk,
  WireNics,
  WirePorts,
  WirePublicIp,
  ZoneName,
  toWireBandWidth,
  toWireDisk,
  toWireNics,
  toWirePorts,
  toWirePublicIp,
} from '../phone-fields.ts'
import { PhoneProperty } from '../phone-property.ts'
import { RowId, closed, ruleBetween, wholeNumber, wholeNumberFrom } from '../primitives.ts'
import { vipCount } from './vip-count.ts'

// What phones run on and how they are reached: the steps, rules and members of the body that buying a phone server and
// switching one to new hardware have in common (cloud-api/cph.md §2.2, §3).

export const Account = closed({
  accountId: RowId,
  /** '0' is the default enterprise project. */
  enterpriseProjectId: EnterpriseProjectId,
  /** Absent: the platform chooses for new servers, and keeps that of existing ones. */
  availabilityZone: ZoneName.optional(),
})

/** Members of the step `model`. */
export const phoneModelFields = {
  phoneModel: PhoneModelName,
  /** Phones on one server with this flavor, and its generation, as the catalogue has them; checked again on submit. */
  phones: wholeNumber(1, 1024, 'errors.phoneModelChoose'),
  generation: FlavorGeneration,
}

/** Members of the step `image`. */
export const imageFields = { imageId: ImageId, keypairName: KeypairName.optional() }

export const Access = closed({ ports: Ports, property: PhoneProperty.optional() })

const PhoneModel = z.looseObject(phoneModelFields)
const ModelAndDisks = z.looseObject({ model: PhoneModel, disks: Disks })
const ModelAndNetwork = z.looseObject({ model: PhoneModel, network: Network })

/** The rules between the steps of a placement, for `refine`. */
export const placementRules = [
  ruleBetween(ModelAndDisks, ['disks', 'phoneDisk'], ({ model, disks }) => {
    if (model.generation === disks.generation) return undefined
    return model.generation === '2.0' ? 'errors.diskNeeded' : 'errors.diskNotTaken'
  }),
  ruleBetween(ModelAndNetwork, ['network', 'phonesPerIp'], ({ model, network }) =>
    (network.phonesPerIp ?? 1) <= model.phones
      ? undefined
      : withParams('errors.phonesPerIpAbovePhones', { max: model.phones }),
  ),
  ruleBetween(ModelAndNetwork, ['network', 'eip', 'count'], ({ model, network }) => {
    const max = vipCount(model.phones, network.phonesPerIp)
    return network.eip.source !== 'new' || network.eip.count <= max
      ? undefined
      : withParams('errors.eipCountAboveAddresses', { max })
  }),
]

/** The answers of a form that says what phones run on. */
export type Placement = {
  account: z.output<typeof Account>
  model: { phoneModel: string; phones: number; generation: '1.0' | '2.0' }
  /** `count`: how many servers; absent for one. */
  image: { imageId: string; keypairName?: string | undefined; count?: number }
  network: Network
  access: z.output<typeof Access>
  disks: Disks
}

/** Members of the body, as the vendor documents them. */
export const wirePlacement = {
  phone_model_name: PhoneModelName,
  image_id: ImageId,
  keypair_name: KeypairName.optional(),
  ports: WirePorts.optional(),
  tenant_vpc_id: Network.shape.vpcId,
  nics: WireNics,
  public_ip: WirePublicIp,
  phone_count_per_ip: wholeNumberFrom(1, 'errors.phonesPerIp').optional(),
  phone_data_volume: WireDisk.optional(),
  server_share_data_volume: WireDisk.optional(),
  band_width: WireBandWidth,
  availability_zone: ZoneName.optional(),
  property: PhoneProperty.optional(),
}

export const wireProject = { enterprise_project_id: EnterpriseProjectId.optional() }

// The members of the body, in three parts: a purchase says other things between them, and its bytes are frozen.

export const toWirePhones = ({ model, image }: Placement) => ({
  phone_model_name: model.phoneModel,
  image_id: image.imageId,
})

export const toWireAccess = ({ image, access }: Placement) => ({
  ...(image.keypairName !== undefined && { keypair_name: image.keypairName }),
  ...(access.ports.length > 0 && { ports: toWirePorts(access.ports) }),
})

export const toWirePlace = ({ account, network, access, disks }: Placement) => ({
  tenant_vpc_id: network.vpcId,
  nics: toWireNics(network),
  public_ip: toWirePublicIp(network),
  ...(network.phonesPerIp !== undefined && { phone_count_per_ip: network.phonesPerIp }),
  ...(disks.generation === '2.0' && {
    phone_data_volume: toWireDisk(disks.phoneDisk),
    ...(disks.sharedDisk && { server_share_data_volume: toWireDisk(disks.sharedDisk) }),
  }),
  band_width: toWireBandWidth(network),
  ...(account.availabilityZone !== undefined && { availability_zone: account.availabilityZone }),
  ...(access.property !== undefined && { property: access.property }),
})
