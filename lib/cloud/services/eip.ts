import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { ask, type AskOptions, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByMarker, allByOffset } from './paging.ts'

const LIMIT = 2000

/** A public address. */
export type PublicIp = {
  readonly id: string
  readonly alias: string | undefined
  readonly address: string | undefined
  /** The line: `5_bgp`, `5_sbgp` … */
  readonly line: string | undefined
  /** `DOWN` free, `ACTIVE` bound, `FREEZED`, `ERROR`, or in motion. */
  readonly status: string | undefined
  readonly isFree: boolean
  readonly isPrepaid: boolean
  readonly bandwidthId: string | undefined
  readonly bandwidthMbit: number | undefined
  readonly isBandwidthShared: boolean
  readonly enterpriseProjectId: string | undefined
  readonly createdAt: Date | undefined
}

const PublicIpRow = z.looseObject({
  id: Id,
  alias: Text,
  public_ip_address: Text,
  publicip_pool_name: Text,
  status: Text,
  billing_info: Text,
  vnic: z.looseObject({}).nullish(),
  associate_instance_id: Text,
  bandwidth: z.looseObject({ id: Text, size: Numeric, share_type: Text }).nullish(),
  enterprise_project_id: Text,
  created_at: z.string().nullish(),
})
const PublicIps = z.looseObject({ publicips: z.array(PublicIpRow), total_count: Numeric })

/** All public addresses (API v3); `status` `DOWN` for those not in use. */
export const listPublicIps = (
  cloud: Cloud,
  filter: { readonly status?: string } = {},
  options?: AskOptions,
): Promise<PublicIp[]> =>
  allByOffset(
    'eip',
    LIMIT,
    (address) => address.id,
    async (offset, limit) => {
      const path = `/v3/${cloud.projectId}/eip/publicips`
      const query = { offset, limit, status: filter.status }
      const call = { service: 'eip', method: 'GET', path, query, api: 'eip.listPublicIps' } as const
      const { publicips, total_count } = await ask(cloud, call, PublicIps, options)
      return { rows: publicips.map(publicIpOf), total: numberOf(total_count) }
    },
  )

function publicIpOf(row: z.output<typeof PublicIpRow>): PublicIp {
  const isBound = (row.vnic ?? undefined) !== undefined || textOf(row.associate_instance_id) !== undefined
  return {
    id: String(row.id),
    alias: textOf(row.alias),
    address: textOf(row.public_ip_address),
    line: textOf(row.publicip_pool_name),
    status: textOf(row.status),
    isFree: row.status === 'DOWN' && !isBound,
    isPrepaid: textOf(row.billing_info) !== undefined,
    bandwidthId: textOf(row.bandwidth?.id),
    bandwidthMbit: numberOf(row.bandwidth?.size),
    isBandwidthShared: row.bandwidth?.share_type === 'WHOLE',
    enterpriseProjectId: textOf(row.enterprise_project_id),
    createdAt: instantOf(row.created_at),
  }
}

/** A bandwidth. A period one is linked to its order by `orderId`. */
export type Bandwidth = {
  readonly id: string
  readonly name: string
  readonly sizeMbit: number | undefined
  readonly isShared: boolean
  /** `bandwidth`, `traffic` or `95peak_plus`. */
  readonly chargeMode: string | undefined
  readonly status: string | undefined
  readonly addressCount: number
  readonly orderId: string | undefined
  readonly enterpriseProjectId: string | undefined
}

const Bandwidths = z.looseObject({
  bandwidths: z.array(
    z.looseObject({
      id: Id,
      name: Text,
      size: Numeric,
      share_type: Text,
      charge_mode: Text,
      status: Text,
      publicip_info: z.array(z.looseObject({})).nullish(),
      billing_info: Text,
      enterprise_project_id: Text,
    }),
  ),
})

/** All bandwidths (API v1); `WHOLE` for the shared ones. */
export const listBandwidths = (
  cloud: Cloud,
  filter: { readonly shareType?: 'WHOLE' | 'PER' } = {},
  options?: AskOptions,
): Promise<Bandwidth[]> =>
  allByMarker(
    'eip',
    (bandwidth) => bandwidth.id,
    async (marker) => {
      const path = `/v1/${cloud.projectId}/bandwidths`
      const query = { limit: LIMIT, marker, share_type: filter.shareType }
      const call = { service: 'eip', method: 'GET', path, query, api: 'eip.listBandwidths' } as const
      const { bandwidths } = await ask(cloud, call, Bandwidths, options)
      const rows = bandwidths.map((row) => ({
        id: String(row.id),
        name: textOf(row.name) ?? '',
        sizeMbit: numberOf(row.size),
        isShared: row.share_type === 'WHOLE',
        chargeMode: textOf(row.charge_mode),
        status: textOf(row.status),
        addressCount: row.publicip_info?.length ?? 0,
        // `orderId:productId:region:projectId` for a period bandwidth, else empty.
        orderId: textOf(textOf(row.billing_info)?.split(':')[0]),
        enterpriseProjectId: textOf(row.enterprise_project_id),
      }))
      return { rows, next: rows.length < LIMIT ? undefined : rows.at(-1)?.id }
    },
  )

/** A line of public addresses that can be bought in this region. */
export type IpPool = { readonly name: string; readonly status: string | undefined; readonly kind: string | undefined }

const CommonPools = z.looseObject({
  common_pools: z.array(z.looseObject({ name: z.string(), status: Text, type: Text })),
})

/** The lines (`5_bgp`, `5_sbgp` …) of the region. */
export async function listCommonPools(cloud: Cloud, options?: AskOptions): Promise<IpPool[]> {
  const path = `/v3/${cloud.projectId}/eip/publicip-pools/common-pools`
  const call = { service: 'eip', method: 'GET', path, api: 'eip.listCommonPools' } as const
  const { common_pools } = await ask(cloud, call, CommonPools, options)
  return common_pools.map((row) => ({ name: row.name, status: textOf(row.status), kind: textOf(row.type) }))
}
