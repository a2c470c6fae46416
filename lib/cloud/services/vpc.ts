import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { ask, type AskOptions, Flag, flagOf, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByMarker } from './paging.ts'

const LIMIT = 2000

/** A private network. Only `ACTIVE` ones can be used. */
export type Vpc = {
  readonly id: string
  readonly name: string
  readonly cidr: string | undefined
  readonly status: string | undefined
  readonly enterpriseProjectId: string | undefined
  readonly subnetCount: number | undefined
  readonly createdAt: Date | undefined
}

const Vpcs = z.looseObject({
  vpcs: z.array(
    z.looseObject({
      id: Id,
      name: Text,
      cidr: Text,
      status: Text,
      enterprise_project_id: Text,
      created_at: z.string().nullish(),
      cloud_resources: z.array(z.looseObject({ resource_type: Text, resource_count: Numeric })).nullish(),
    }),
  ),
  page_info: z.looseObject({ next_marker: Text }).nullish(),
})

/** All VPCs of the project (API v3). */
export const listVpcs = (
  cloud: Cloud,
  filter: { readonly id?: string; readonly enterpriseProjectId?: string } = {},
  options?: AskOptions,
): Promise<Vpc[]> =>
  allByMarker(
    'vpc',
    (vpc) => vpc.id,
    async (marker) => {
      const path = `/v3/${cloud.projectId}/vpc/vpcs`
      const query = { limit: LIMIT, marker, id: filter.id, enterprise_project_id: filter.enterpriseProjectId }
      const call = { service: 'vpc', method: 'GET', path, query, api: 'vpc.listVpcs' } as const
      const { vpcs, page_info } = await ask(cloud, call, Vpcs, options)
      const rows = vpcs.map((row) => ({
        id: String(row.id),
        name: textOf(row.name) ?? '',
        cidr: textOf(row.cidr),
        status: textOf(row.status),
        enterpriseProjectId: textOf(row.enterprise_project_id),
        subnetCount: numberOf(
          row.cloud_resources?.find(({ resource_type }) => resource_type === 'virsubnet')?.resource_count,
        ),
        createdAt: instantOf(row.created_at),
      }))
      return { rows, next: textOf(page_info?.next_marker) }
    },
  )

/** `id` is the network id, which is what other services want as subnet. */
export type Subnet = {
  readonly id: string
  readonly name: string
  readonly vpcId: string | undefined
  readonly cidr: string | undefined
  readonly status: string | undefined
  readonly availabilityZone: string | undefined
  readonly hasIpv6: boolean
  /** Told by newer regions only. */
  readonly freeAddresses: number | undefined
}

const Subnets = z.looseObject({
  subnets: z.array(
    z.looseObject({
      id: Id,
      name: Text,
      vpc_id: Text,
      cidr: Text,
      status: Text,
      availability_zone: Text,
      ipv6_enable: Flag,
      available_ip_address_count: Numeric,
    }),
  ),
})

/** All subnets, of one VPC where `vpcId` is given (API v1). */
export const listSubnets = (
  cloud: Cloud,
  filter: { readonly vpcId?: string } = {},
  options?: AskOptions,
): Promise<Subnet[]> =>
  allByMarker(
    'vpc',
    (subnet) => subnet.id,
    async (marker) => {
      const path = `/v1/${cloud.projectId}/subnets`
      const query = { limit: LIMIT, marker, vpc_id: filter.vpcId }
      const call = { service: 'vpc', method: 'GET', path, query, api: 'vpc.listSubnets' } as const
      const { subnets } = await ask(cloud, call, Subnets, options)
      const rows = subnets.map((row) => ({
        id: String(row.id),
        name: textOf(row.name) ?? '',
        vpcId: textOf(row.vpc_id),
        cidr: textOf(row.cidr),
        status: textOf(row.status),
        availabilityZone: textOf(row.availability_zone),
        hasIpv6: flagOf(row.ipv6_enable),
        freeAddresses: numberOf(row.available_ip_address_count),
      }))
      return { rows, next: rows.length < LIMIT ? undefined : rows.at(-1)?.id }
    },
  )

/** How much of a network resource is used. `quota` undefined means unlimited. */
export type NetworkQuota = { readonly kind: string; readonly used: number; readonly quota: number | undefined }

const Quotas = z.looseObject({
  quotas: z.looseObject({ resources: z.array(z.looseObject({ type: z.string(), used: Numeric, quota: Numeric })) }),
})

/** Quotas of networks and public addresses; kinds: `vpc`, `subnet`, `publicIp`, `shareBandwidth`, `shareBandwidthIP` … */
export async function networkQuotas(
  cloud: Cloud,
  filter: { readonly kind?: string } = {},
  options?: AskOptions,
): Promise<NetworkQuota[]> {
  const path = `/v1/${cloud.projectId}/quotas`
  const query = { type: filter.kind }
  const call = { service: 'vpc', method: 'GET', path, query, api: 'vpc.quotas' } as const
  const { quotas } = await ask(cloud, call, Quotas, options)
  return quotas.resources.map((row) => {
    const quota = numberOf(row.quota)
    return {
      kind: row.type,
      used: numberOf(row.used) ?? 0,
      quota: quota === undefined || quota < 0 ? undefined : quota,
    }
  })
}
