import { z } from 'zod'
import type { Address, Bandwidth, PhoneFace, PhoneServerDetail, Volume } from './queries.ts'

// The mirror keeps what the cloud said; a field that is missing or odd is shown as missing, it never hides the server.

const text = z.string().catch('')
const optional = z
  .string()
  .transform((value) => (value === '' ? null : value))
  .nullable()
  .catch(null)
const count = z.number().nullable().catch(null)
const list = <T extends z.ZodType>(item: T) => z.array(item).catch([])

const RawServer = z.object({
  keypair_name: optional,
  vpc_id: optional,
  vpc_cidr: optional,
  cidr: optional,
  subnet_id: optional,
  subnet_cidr: optional,
  network_version: optional,
  update_time: optional,
  addresses: list(z.object({ server_ip: text, public_ip: optional })),
  band_widths: list(
    z.object({
      band_width_id: text,
      band_width_name: text,
      band_width_size: count,
      band_width_charge_mode: count,
      band_width_share_type: count,
    }),
  ),
  volumes: list(z.object({ volume_id: text, volume_name: text, volume_size: count, volume_type: text })),
  share_volume_info: z.object({ volume_type: text, size: count }).nullable().catch(null),
  security_groups: list(z.string()),
})

type FromCloud = Pick<
  PhoneServerDetail,
  | 'keypair'
  | 'vpcId'
  | 'vpcCidr'
  | 'subnetId'
  | 'subnetCidr'
  | 'networkVersion'
  | 'updatedAt'
  | 'addresses'
  | 'bandwidths'
  | 'volumes'
  | 'sharedVolume'
  | 'securityGroups'
>

/** The parts of a server that only its detail has (cph.md §6.2). Throws when `raw` is no object at all. */
export function readServer(raw: unknown): FromCloud {
  const it = RawServer.parse(raw)
  return {
    keypair: it.keypair_name,
    vpcId: it.vpc_id,
    vpcCidr: it.vpc_cidr ?? it.cidr,
    subnetId: it.subnet_id,
    subnetCidr: it.subnet_cidr,
    networkVersion: it.network_version,
    updatedAt: it.update_time,
    addresses: it.addresses.map((each): Address => ({ serverIp: each.server_ip, publicIp: each.public_ip })),
    bandwidths: it.band_widths.map((each): Bandwidth => ({
      id: each.band_width_id,
      name: each.band_width_name,
      sizeMbps: each.band_width_size,
      chargeMode: each.band_width_charge_mode,
      isShared: each.band_width_share_type === null ? null : each.band_width_share_type === 1,
    })),
    volumes: it.volumes.map((each): Volume => ({
      id: each.volume_id,
      name: each.volume_name,
      sizeGib: each.volume_size,
      type: each.volume_type,
    })),
    sharedVolume: it.share_volume_info && {
      type: it.share_volume_info.volume_type,
      sizeGib: it.share_volume_info.size,
    },
    securityGroups: it.security_groups,
  }
}

const RawPhones = list(
  z.object({
    phone_id: z.string().optional().catch(undefined),
    id: z.string().optional().catch(undefined),
    phone_name: z.string().optional().catch(undefined),
    name: z.string().optional().catch(undefined),
    status: z.coerce.number().catch(0),
    image_id: optional,
    image_version: optional,
    create_time: optional,
    access_infos: list(
      z.object({
        type: text,
        listen_port: z.coerce.number().catch(0),
        access_port: z.coerce.number().nullable().catch(null),
        public_ip: optional,
      }),
    ),
  }),
)

/** The phones of a server as last listed (cph.md §6.4), in the order of their names. */
export const readPhones = (raw: unknown): PhoneFace[] =>
  RawPhones.parse(raw)
    .map((it) => ({
      id: it.phone_id ?? it.id ?? '',
      name: it.phone_name ?? it.name ?? '',
      status: it.status,
      imageId: it.image_id,
      imageVersion: it.image_version,
      createdAt: it.create_time,
      ports: it.access_infos.map((port) => ({
        name: port.type,
        listenPort: port.listen_port,
        accessPort: port.access_port,
        publicIp: port.public_ip,
      })),
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
