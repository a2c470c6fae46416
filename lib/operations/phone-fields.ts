import { z } from 'zod'
import { withParams } from '../errors.ts'
import {
  boundedBytes,
  boundedCharacters,
  byteLength,
  chosen,
  closed,
  cloudUuid,
  flag,
  wholeNumber,
  wholeNumberFrom,
} from './primitives.ts'

// What buying and switching a phone server have in common (cloud-api/cph.md §2.2, §3): fields of the form, fields of the
// wire, and the pure mapping between them.

export const eipTypes = ['5_bgp', '5_sbgp', '5_telcom', '5_union'] as const
export const diskTypes = ['SSD', 'GPSSD'] as const
const generations = ['1.0', '2.0'] as const

export const FlavorGeneration = z.enum(generations, 'errors.phoneModelChoose')

const Port = closed({
  name: z
    .string({ error: 'errors.portName' })
    .min(1, 'errors.portName')
    .refine((name) => byteLength(name) <= 16, withParams('errors.tooManyBytes', { max: 16 }))
    .refine((name) => !['adb', 'vnc'].includes(name.toLowerCase()), 'errors.portNameReserved'),
  listenPort: wholeNumber(10_000, 50_000, 'errors.portRange'),
  internetAccessible: flag(),
})

/** Names and numbers are unique in the list: the message stands at the later of two equal rows. */
export const Ports = z.array(Port, 'errors.required').superRefine((ports, ctx) => {
  ports.forEach((port, index) => {
    const earlier = ports.slice(0, index)
    if (earlier.some((other) => other.name === port.name))
      ctx.addIssue({ code: 'custom', path: [index, 'name'], message: 'errors.portNameTwice' })
    if (earlier.some((other) => other.listenPort === port.listenPort))
      ctx.addIssue({ code: 'custom', path: [index, 'listenPort'], message: 'errors.portTwice' })
  })
})

const EipCount = wholeNumber(1, 1024, 'errors.eipCount')

const Eip = z.discriminatedUnion(
  'source',
  [
    closed({ source: z.literal('new'), type: z.enum(eipTypes, 'errors.eipType'), count: EipCount }),
    closed({ source: z.literal('existing'), eipId: cloudUuid('errors.eipChoose') }),
    closed({ source: z.literal('none') }),
  ],
  'errors.eipSource',
)

const chargeModes = ['bandwidth', 'traffic'] as const
const ChargeMode = z.enum(chargeModes, 'errors.chargeMode')

const Bandwidth = z.discriminatedUnion(
  'share',
  [
    closed({
      share: z.literal('dedicated'),
      sizeMbps: wholeNumber(1, 2000, 'errors.bandwidthSize'),
      chargeMode: ChargeMode,
    }),
    closed({
      share: z.literal('shared'),
      bandwidthId: cloudUuid('errors.bandwidthChoose'),
      chargeMode: ChargeMode,
    }),
  ],
  'errors.bandwidthShare',
)

const Ipv6 = z.discriminatedUnion(
  'enabled',
  [
    closed({ enabled: z.literal(false) }),
    closed({ enabled: z.literal(true), bandwidthId: cloudUuid('errors.bandwidthChoose').optional() }),
  ],
  'errors.required',
)

export const Network = closed({
  vpcId: cloudUuid('errors.vpcChoose'),
  subnetId: cloudUuid('errors.subnetChoose'),
  ipv6: Ipv6,
  /** Phones that share one internal address; absent: all phones of a server share one. */
  phonesPerIp: wholeNumber(1, 1024, 'errors.phonesPerIp').optional(),
  eip: Eip,
  bandwidth: Bandwidth,
})
export type Network = z.output<typeof Network>

export const Disk = closed({
  type: z.enum(diskTypes, 'errors.diskType'),
  sizeGib: wholeNumber(10, 32_768, 'errors.diskSize'),
})
export type Disk = z.output<typeof Disk>

/** 2.0 flavors have no disk of their own: it must be chosen. 1.0 flavors bring theirs: nothing may be chosen. */
export const Disks = z.discriminatedUnion(
  'generation',
  [
    closed({ generation: z.literal('1.0') }),
    closed({ generation: z.literal('2.0'), phoneDisk: Disk, sharedDisk: Disk.optional() }),
  ],
  'errors.required',
)
export type Disks = z.output<typeof Disks>

export const ImageId = chosen('errors.imageChoose', 32)
export const PhoneModelName = chosen('errors.phoneModelChoose', 64)
export const ServerModelName = chosen('errors.serverModelChoose', 64)
export const KeypairName = boundedBytes(64)
export const ZoneName = boundedBytes(64)
export const EnterpriseProjectId = boundedCharacters(36)

/** A phone server as it was when the form was opened for it; checked again on submit and before sending. */
export const phoneServerTarget = {
  id: z.string({ error: 'errors.targetChoose' }).regex(/^[0-9a-f]{32}$/, 'errors.targetChoose'),
  name: z.string({ error: 'errors.targetChoose' }).min(1, 'errors.targetChoose').max(80, 'errors.targetChoose'),
  serverModel: ServerModelName,
  phoneModel: PhoneModelName,
}

const wireUuid = cloudUuid('errors.required')

// The wire: names and types as the vendor documents them. Requests are strict.
const WirePort = closed({
  name: Port.shape.name,
  listen_port: Port.shape.listenPort,
  internet_accessible: z.string({ error: 'errors.required' }).min(1, 'errors.required'),
})
export const WirePorts = z
  .array(WirePort)
  .refine(
    (ports) =>
      new Set(ports.map((port) => port.name)).size === ports.length &&
      new Set(ports.map((port) => port.listen_port)).size === ports.length,
    'errors.portTwice',
  )
export const WireNics = z
  .array(
    closed({
      subnet_id: wireUuid,
      ipv6_enable: z.boolean().optional(),
      ipv6_bandwidth: closed({ band_width_id: wireUuid }).optional(),
    }),
  )
  .length(1)
/** An existing address, a new one, or none; the page leaves open what an empty object would mean, so it is refused. */
export const WirePublicIp = closed({
  ids: z.array(wireUuid).max(1).optional(),
  eip: closed({ type: z.enum(eipTypes) }).optional(),
  count: wholeNumberFrom(0, 'errors.eipCount').optional(),
}).refine((ip) => (ip.ids?.length ?? 0) > 0 || ip.eip !== undefined || ip.count === 0, 'errors.eipSource')
export const WireDisk = closed({ volume_type: Disk.shape.type, size: Disk.shape.sizeGib })
export const WireBandWidth = z
  .strictObject({
    band_width_share_type: z.union([z.literal(0), z.literal(1)]),
    band_width_charge_mode: z.union([z.literal(0), z.literal(1)]),
    band_width_id: wireUuid.optional(),
    band_width_size: wholeNumber(1, 2000, 'errors.bandwidthSize').optional(),
  })
  .refine((b) => b.band_width_share_type === 0 || b.band_width_id !== undefined, {
    path: ['band_width_id'],
    message: 'errors.bandwidthChoose',
  })
  .refine((b) => b.band_width_share_type === 1 || b.band_width_size !== undefined, {
    path: ['band_width_size'],
    message: 'errors.bandwidthSize',
  })

export const toWirePorts = (ports: z.output<typeof Ports>): z.output<typeof WirePorts> =>
  ports.map((port) => ({
    name: port.name,
    listen_port: port.listenPort,
    // A string by contract; a boolean is off-contract (cph.md §12.4).
    internet_accessible: port.internetAccessible ? 'true' : 'false',
  }))

export const toWireNics = ({ subnetId, ipv6 }: Network): z.output<typeof WireNics> => [
  {
    subnet_id: subnetId,
    ...(ipv6.enabled && {
      ipv6_enable: true,
      ...(ipv6.bandwidthId !== undefined && { ipv6_bandwidth: { band_width_id: ipv6.bandwidthId } }),
    }),
  },
]

export function toWirePublicIp({ eip }: Network): z.output<typeof WirePublicIp> {
  switch (eip.source) {
    case 'new':
      return { eip: { type: eip.type }, count: eip.count }
    case 'existing':
      return { ids: [eip.eipId] }
    case 'none':
      return { count: 0 }
  }
}

export function toWireBandWidth({ bandwidth }: Network): z.output<typeof WireBandWidth> {
  const chargeMode = bandwidth.chargeMode === 'bandwidth' ? 0 : 1
  return bandwidth.share === 'dedicated'
    ? { band_width_share_type: 0, band_width_charge_mode: chargeMode, band_width_size: bandwidth.sizeMbps }
    : { band_width_share_type: 1, band_width_charge_mode: chargeMode, band_width_id: bandwidth.bandwidthId }
}

export const toWireDisk = (disk: Disk): z.output<typeof WireDisk> => ({ volume_type: disk.type, size: disk.sizeGib })
