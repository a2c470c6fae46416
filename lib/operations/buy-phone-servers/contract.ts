import { z } from 'zod'
import {
  Disks,
  EnterpriseProjectId,
  FlavorGeneration,
  ImageId,
  KeypairName,
  Network,
  PhoneModelName,
  Ports,
  ServerModelName,
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
import { RowId, closed, flag, wholeNumber, wholeNumberFrom } from '../primitives.ts'
import { vipCount } from '../vip-count.ts'
import { withParams } from '../../errors.ts'
import { nameMax } from './server-names.ts'

// Buying phone servers: POST /v2/{project_id}/cloud-phone/servers (cloud-api/cph.md §2; the vendor's page wins).

const ServerName = z
  .string({ error: 'errors.required' })
  .min(1, 'errors.required')
  .regex(/^[A-Za-z0-9_-]*$/, 'errors.serverName')

const Account = closed({
  accountId: RowId,
  /** '0' is the default enterprise project. */
  enterpriseProjectId: EnterpriseProjectId,
  /** Absent: the platform chooses. */
  availabilityZone: ZoneName.optional(),
})

const Model = closed({
  serverModel: ServerModelName,
  phoneModel: PhoneModelName,
  /** Phones on one server with this flavor, and its generation, as the catalogue has them; checked again on submit. */
  phones: wholeNumber(1, 1024, 'errors.phoneModelChoose'),
  generation: FlavorGeneration,
})

const Image = closed({
  imageId: ImageId,
  name: ServerName.max(nameMax, withParams('errors.tooLong', { max: nameMax })),
  count: wholeNumber(1, 10, 'errors.serverCount'),
  keypairName: KeypairName.optional(),
})

const Access = closed({
  ports: Ports,
  property: PhoneProperty.optional(),
})

const Term = closed({
  unit: z.enum(['month', 'year'], 'errors.termUnit'),
  count: wholeNumber(1, 10, 'errors.termCount'),
  autoRenew: flag(),
}).refine((term) => term.unit === 'year' || term.count <= 9, { path: ['count'], message: 'errors.termMonths' })

const steps = closed({
  account: Account,
  model: Model,
  image: Image,
  network: Network,
  access: Access,
  disks: Disks,
  term: Term,
})

/**
 * A rule between steps: it waits for the steps it reads and for no other, so that a mistake shows while later steps are
 * still empty. `problem` answers with a message key, or nothing.
 */
const rule = <S extends z.ZodType>(reads: S, path: string[], problem: (input: z.output<S>) => string | undefined) =>
  [
    (input: unknown) => problem(reads.parse(input)) === undefined,
    {
      path,
      when: ({ value }: { value: unknown }) => reads.safeParse(value).success,
      error: ({ input }: { input: unknown }) => problem(reads.parse(input)),
    },
  ] as const

const ModelAndDisks = z.looseObject({ model: Model, disks: Disks })
const ModelAndNetwork = z.looseObject({ model: Model, network: Network })
const ImageAndNetwork = z.looseObject({ image: Image, network: Network })

/** The form, the action's argument and what the executor reads: one schema. A step of the wizard is a key of it. */
export const Input = steps
  .refine(
    ...rule(ModelAndDisks, ['disks', 'phoneDisk'], ({ model, disks }) => {
      if (model.generation === disks.generation) return undefined
      return model.generation === '2.0' ? 'errors.diskNeeded' : 'errors.diskNotTaken'
    }),
  )
  .refine(
    ...rule(ModelAndNetwork, ['network', 'phonesPerIp'], ({ model, network }) =>
      (network.phonesPerIp ?? 1) <= model.phones
        ? undefined
        : withParams('errors.phonesPerIpAbovePhones', { max: model.phones }),
    ),
  )
  .refine(
    ...rule(ModelAndNetwork, ['network', 'eip', 'count'], ({ model, network }) => {
      const max = vipCount(model.phones, network.phonesPerIp)
      return network.eip.source !== 'new' || network.eip.count <= max
        ? undefined
        : withParams('errors.eipCountAboveAddresses', { max })
    }),
  )
  .refine(
    // One address cannot serve two servers, and the page takes only one id.
    ...rule(ImageAndNetwork, ['network', 'eip', 'eipId'], ({ image, network }) =>
      network.eip.source === 'existing' && image.count > 1 ? 'errors.eipForOneServer' : undefined,
    ),
  )
export type Input = z.output<typeof Input>

export const contractVersion = 1

const wireFlag = z.union([z.literal(0), z.literal(1)])

const ExtendParam = closed({
  charging_mode: z.literal(0),
  period_type: z.union([z.literal(2), z.literal(3)]),
  period_num: wholeNumber(1, 10, 'errors.termCount'),
  is_auto_pay: wireFlag.optional(),
  is_auto_renew: wireFlag.optional(),
  enterprise_project_id: EnterpriseProjectId.optional(),
}).refine((p) => p.period_type === 3 || p.period_num <= 9, { path: ['period_num'], message: 'errors.termMonths' })

/** The body as the vendor documents it. */
export const Body = closed({
  server_name: ServerName.max(60, withParams('errors.tooLong', { max: 60 })),
  server_model_name: ServerModelName,
  phone_model_name: PhoneModelName,
  image_id: ImageId,
  count: wholeNumber(1, 10, 'errors.serverCount'),
  keypair_name: KeypairName.optional(),
  ports: WirePorts.optional(),
  extend_param: ExtendParam,
  tenant_vpc_id: Network.shape.vpcId,
  nics: WireNics,
  public_ip: WirePublicIp,
  phone_count_per_ip: wholeNumberFrom(1, 'errors.phonesPerIp').optional(),
  phone_data_volume: WireDisk.optional(),
  server_share_data_volume: WireDisk.optional(),
  band_width: WireBandWidth,
  availability_zone: ZoneName.optional(),
  property: PhoneProperty.optional(),
})
export type Body = z.output<typeof Body>

/** What the cloud answers when it has taken the order; it may add fields. */
export const Accepted = z.looseObject({
  request_id: z.string().optional(),
  order_id: z.string().regex(/^CS[0-9A-Z]+$/),
  product_id: z.string().optional(),
  server_ids: z.array(z.string().regex(/^[0-9a-f]{32}$/)),
  error_code: z.union([z.literal(''), z.null()]).optional(),
})

/** The wire body of `input`. Always unpaid: the order is read and compared before it is paid. */
export function toBody(input: Input, serverName: string): Body {
  const { account, model, image, network, access, disks, term } = input
  return {
    server_name: serverName,
    server_model_name: model.serverModel,
    phone_model_name: model.phoneModel,
    image_id: image.imageId,
    count: image.count,
    ...(image.keypairName !== undefined && { keypair_name: image.keypairName }),
    ...(access.ports.length > 0 && { ports: toWirePorts(access.ports) }),
    extend_param: {
      charging_mode: 0,
      period_type: term.unit === 'month' ? 2 : 3,
      period_num: term.count,
      is_auto_pay: 0,
      is_auto_renew: term.autoRenew ? 1 : 0,
      enterprise_project_id: account.enterpriseProjectId,
    },
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
  }
}
