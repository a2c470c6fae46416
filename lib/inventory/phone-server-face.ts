import { z } from 'zod'
import type { Address, Bandwidth, PhoneFace, PhoneServerDetail, Volume } from './queries.ts'

// The mirror keeps what the cloud said; a field that is missing or odd is shown as missing, it never hides the server.

const text = z.string().catch('')
const optional = z
  .string()
  .transform((value) => (value === '' ? null : value))
  .nullable()
  .catch(null)
const number = z.number().nullable().catch(null)
const list = <T extends z.ZodType>(item: T) => z.array(item).catch([])

const StoredServer = z.object({
  keypair: optional,
  vpcId: optional,
  subnetId: optional,
  networkVersion: optional,
  updatedAt: optional,
  addresses: list(z.object({ serverIp: optional, publicIp: optional })),
  bandwidths: list(z.object({ id: text, name: text, sizeMbit: number, chargeMode: number, shareType: number })),
  volumes: list(z.object({ id: text, name: text, sizeGib: number, kind: text })),
  securityGroups: list(z.string()),
})

type FromCloud = Pick<
  PhoneServerDetail,
  | 'keypair'
  | 'vpcId'
  | 'subnetId'
  | 'networkVersion'
  | 'updatedAt'
  | 'addresses'
  | 'bandwidths'
  | 'volumes'
  | 'securityGroups'
>

/** The parts of a server that only its detail has (cph.md §6.2). Throws when `raw` is no object at all. */
export function readServer(raw: unknown): FromCloud {
  const { addresses, bandwidths, volumes, ...rest } = StoredServer.parse(raw)
  return {
    ...rest,
    addresses: addresses.map(({ serverIp, publicIp }): Address => ({ serverIp, publicIp })),
    bandwidths: bandwidths.map(({ id, name, sizeMbit, chargeMode, shareType }): Bandwidth => ({
      id,
      name,
      sizeMbps: sizeMbit,
      chargeMode,
      isShared: shareType === null ? null : shareType === 1,
    })),
    volumes: volumes.map(({ id, name, sizeGib, kind }): Volume => ({ id, name, sizeGib, type: kind })),
  }
}

const StoredPhones = list(
  z.object({
    id: text,
    name: text,
    status: z.number().catch(0),
    imageId: optional,
    imageVersion: optional,
    createdAt: optional,
    ports: list(z.object({ name: text, listenPort: z.number(), accessPort: number, publicIp: optional })),
  }),
)

/** The phones of a server as last listed (cph.md §6.4), in the order of their names. */
export const readPhones = (raw: unknown): PhoneFace[] =>
  StoredPhones.parse(raw).toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }))
