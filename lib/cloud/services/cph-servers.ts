import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { percentEncode } from '../percent-encoding.ts'
import { ask, type AskOptions, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByOffset } from './paging.ts'

/**
 * A cloud phone server. `status`: 0, 1, 3, 4 creating; 2 abnormal; 5 normal; 6 deleted; 8 frozen; 10 stopped;
 * 11 stopping; 12 stop failed; 13 starting.
 */
export type PhoneServer = {
  readonly id: string
  readonly name: string
  readonly status: number
  readonly serverModel: string | undefined
  readonly phoneModel: string | undefined
  readonly keypair: string | undefined
  readonly availabilityZone: string | undefined
  readonly vpcId: string | undefined
  readonly subnetId: string | undefined
  readonly addresses: readonly { readonly serverIp: string | undefined; readonly publicIp: string | undefined }[]
  readonly orderId: string | undefined
  readonly productId: string | undefined
  readonly enterpriseProjectId: string | undefined
  /** `v2` for the customer's own VPC, `v1` for the vendor's network. */
  readonly networkVersion: string | undefined
  readonly createdAt: Date | undefined
  readonly updatedAt: Date | undefined
}

export type PhoneServerDetail = PhoneServer & {
  readonly bandwidths: readonly {
    readonly id: string | undefined
    readonly name: string | undefined
    readonly sizeMbit: number | undefined
    readonly chargeMode: number | undefined
    readonly shareType: number | undefined
  }[]
  readonly volumes: readonly {
    readonly id: string | undefined
    readonly name: string | undefined
    readonly sizeGib: number | undefined
    readonly kind: string | undefined
  }[]
  readonly securityGroups: readonly string[]
}

const Server = z.looseObject({
  server_id: Id,
  server_name: Text,
  status: z.union([z.number(), z.string()]),
  server_model_name: Text,
  phone_model_name: Text,
  keypair_name: Text,
  availability_zone: Text,
  vpc_id: Text,
  subnet_id: Text,
  addresses: z.array(z.looseObject({ server_ip: Text, public_ip: Text, intranet_ip: Text, access_ip: Text })).nullish(),
  metadata: z.looseObject({ order_id: Text, product_id: Text }).nullish(),
  enterprise_project_id: Text,
  network_version: Text,
  create_time: z.string().nullish(),
  update_time: z.string().nullish(),
})

const ServerDetail = Server.extend({
  band_widths: z
    .array(
      z.looseObject({
        band_width_id: Text,
        band_width_name: Text,
        band_width_size: Numeric,
        band_width_charge_mode: Numeric,
        band_width_share_type: Numeric,
      }),
    )
    .nullish(),
  volumes: z
    .array(z.looseObject({ volume_id: Text, volume_name: Text, volume_size: Numeric, volume_type: Text }))
    .nullish(),
  security_groups: z.array(z.string()).nullish(),
})

function serverOf(row: z.output<typeof Server>): PhoneServer {
  return {
    id: String(row.server_id),
    name: textOf(row.server_name) ?? '',
    status: Number(row.status),
    serverModel: textOf(row.server_model_name),
    phoneModel: textOf(row.phone_model_name),
    keypair: textOf(row.keypair_name),
    availabilityZone: textOf(row.availability_zone),
    vpcId: textOf(row.vpc_id),
    subnetId: textOf(row.subnet_id),
    addresses: (row.addresses ?? []).map((address) => ({
      serverIp: textOf(address.server_ip) ?? textOf(address.intranet_ip),
      publicIp: textOf(address.public_ip) ?? textOf(address.access_ip),
    })),
    orderId: textOf(row.metadata?.order_id),
    productId: textOf(row.metadata?.product_id),
    enterpriseProjectId: textOf(row.enterprise_project_id),
    networkVersion: textOf(row.network_version),
    createdAt: instantOf(row.create_time),
    updatedAt: instantOf(row.update_time),
  }
}

/** `serverName` is matched fuzzily by the cloud: filter again. */
export type ServerFilter = {
  readonly serverName?: string
  readonly serverId?: string
  readonly phoneModel?: string
  readonly status?: number
  readonly createdSince?: Date
  readonly createdUntil?: Date
}

const LIMIT = 100
const Servers = z.looseObject({ count: Numeric, servers: z.array(Server) })

/** One page of servers, newest first; `limit` 1–100. `total` counts all that match. */
export async function listServers(
  cloud: Cloud,
  filter: ServerFilter & { readonly offset?: number; readonly limit?: number } = {},
  options?: AskOptions,
): Promise<{ servers: PhoneServer[]; total: number | undefined }> {
  const query = {
    offset: filter.offset ?? 0,
    limit: filter.limit ?? LIMIT,
    server_name: filter.serverName,
    server_id: filter.serverId,
    phone_model_name: filter.phoneModel,
    status: filter.status,
    create_since: secondsOf(filter.createdSince),
    create_until: secondsOf(filter.createdUntil),
  }
  const path = `/v1/${cloud.projectId}/cloud-phone/servers`
  const answer = await ask(
    cloud,
    { service: 'cph', method: 'GET', path, query, api: 'cph.listServers' },
    Servers,
    options,
  )
  return { servers: answer.servers.map(serverOf), total: numberOf(answer.count) }
}

/** All servers that match, over all pages; throws rather than returning a part. */
export const allServers = (cloud: Cloud, filter: ServerFilter = {}, options?: AskOptions): Promise<PhoneServer[]> =>
  allByOffset(
    'cph',
    LIMIT,
    (server) => server.id,
    async (offset, limit) => {
      const { servers, total } = await listServers(cloud, { ...filter, offset, limit }, options)
      return { rows: servers, total }
    },
  )

/** One server. A deleted one is 404 (`CPS.0015`) or comes with status 6. */
export async function showServer(cloud: Cloud, serverId: string, options?: AskOptions): Promise<PhoneServerDetail> {
  const path = `/v1/${cloud.projectId}/cloud-phone/servers/${percentEncode(serverId)}`
  const call = { service: 'cph', method: 'GET', path, api: 'cph.showServer' } as const
  const row = await ask(cloud, call, ServerDetail, options)
  return {
    ...serverOf(row),
    bandwidths: (row.band_widths ?? []).map((bandwidth) => ({
      id: textOf(bandwidth.band_width_id),
      name: textOf(bandwidth.band_width_name),
      sizeMbit: numberOf(bandwidth.band_width_size),
      chargeMode: numberOf(bandwidth.band_width_charge_mode),
      shareType: numberOf(bandwidth.band_width_share_type),
    })),
    volumes: (row.volumes ?? []).map((volume) => ({
      id: textOf(volume.volume_id),
      name: textOf(volume.volume_name),
      sizeGib: numberOf(volume.volume_size),
      kind: textOf(volume.volume_type),
    })),
    securityGroups: row.security_groups ?? [],
  }
}

/** The unit of these filters is not stated; the vendor's Terraform provider sends seconds. */
const secondsOf = (at: Date | undefined): number | undefined =>
  at === undefined ? undefined : Math.floor(at.getTime() / 1000)
