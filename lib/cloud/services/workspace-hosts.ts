import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { percentEncode } from '../percent-encoding.ts'
import { ask, type AskOptions, Flag, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByOffset } from './paging.ts'

/** An exclusive host for desktops. `state`: `available`, `fault`, `released`. */
export type DesktopHost = {
  readonly id: string
  readonly name: string
  readonly state: string | undefined
  readonly availabilityZone: string | undefined
  readonly productId: string | undefined
  readonly orderId: string | undefined
  /** `general` and the like. */
  readonly kind: string | undefined
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  readonly freeVcpus: number | undefined
  readonly freeMemoryMib: number | undefined
  readonly desktopCount: number | undefined
  readonly desktopIds: readonly string[]
  /** Whether the cloud puts desktops on it by itself. */
  readonly isAutoPlaced: boolean
  readonly enterpriseProjectId: string | undefined
  readonly allocatedAt: Date | undefined
  readonly releasedAt: Date | undefined
}

const Host = z.looseObject({
  dedicated_host_id: Id,
  name: Text,
  state: Text,
  availability_zone: Text,
  product_id: Text,
  order_id: Text,
  available_vcpus: Numeric,
  available_memory: Numeric,
  instance_total: Numeric,
  instance_uuids: z.array(z.string()).nullish(),
  auto_placement: Flag,
  enterprise_project_id: Text,
  allocated_at: z.string().nullish(),
  released_at: z.string().nullish(),
  host_properties: z.looseObject({ vcpus: Numeric, memory: Numeric, host_type: Text }).nullish(),
})

const hostOf = (row: z.output<typeof Host>): DesktopHost => ({
  id: String(row.dedicated_host_id),
  name: textOf(row.name) ?? '',
  state: textOf(row.state),
  availabilityZone: textOf(row.availability_zone),
  productId: textOf(row.product_id),
  orderId: textOf(row.order_id),
  kind: textOf(row.host_properties?.host_type),
  vcpus: numberOf(row.host_properties?.vcpus),
  memoryMib: numberOf(row.host_properties?.memory),
  freeVcpus: numberOf(row.available_vcpus),
  freeMemoryMib: numberOf(row.available_memory),
  desktopCount: numberOf(row.instance_total),
  desktopIds: row.instance_uuids ?? [],
  isAutoPlaced: row.auto_placement === 'on',
  enterpriseProjectId: textOf(row.enterprise_project_id),
  allocatedAt: instantOf(row.allocated_at),
  releasedAt: instantOf(row.released_at),
})

export type HostFilter = {
  readonly name?: string
  readonly hostId?: string
  readonly availabilityZone?: string
  readonly state?: 'available' | 'fault' | 'released'
}

const LIMIT = 100
/** The only list of this service whose total is called `total`. */
const Hosts = z.looseObject({ dedicated_hosts: z.array(Host), total: Numeric })

/** One page of exclusive hosts; `offset` counts records from 0. */
async function listHosts(
  cloud: Cloud,
  filter: HostFilter & { readonly offset?: number; readonly limit?: number } = {},
  options?: AskOptions,
): Promise<{ hosts: DesktopHost[]; total: number | undefined }> {
  const query = {
    name: filter.name,
    host_id: filter.hostId,
    availability_zone: filter.availabilityZone,
    state: filter.state,
    offset: filter.offset ?? 0,
    limit: filter.limit ?? LIMIT,
  }
  const path = `/v2/${cloud.projectId}/hosts`
  const call = { service: 'workspace', method: 'GET', path, query, api: 'workspace.listHosts' } as const
  const answer = await ask(cloud, call, Hosts, options)
  return { hosts: answer.dedicated_hosts.map(hostOf), total: numberOf(answer.total) }
}

/** All exclusive hosts that match, over all pages; throws rather than returning a part. */
export const allHosts = (cloud: Cloud, filter: HostFilter = {}, options?: AskOptions): Promise<DesktopHost[]> =>
  allByOffset(
    'workspace',
    LIMIT,
    (host) => host.id,
    async (offset, limit) => {
      const { hosts, total } = await listHosts(cloud, { ...filter, offset, limit }, options)
      return { rows: hosts, total }
    },
  )

/** A desktop on an exclusive host. `kind`: `render-desktop` or `wdh-desktop`. */
export type HostDesktop = {
  readonly id: string
  readonly name: string
  readonly productId: string | undefined
  readonly status: string
  /** Undefined when the cloud does nothing with it. */
  readonly task: string | undefined
  /** Of the running task, 0–100. */
  readonly progress: number | undefined
  readonly kind: string | undefined
  readonly vcpus: number | undefined
  readonly memoryMib: number | undefined
  readonly addresses: readonly string[]
  readonly imageName: string | undefined
  readonly createdAt: Date | undefined
}

const HostDesktops = z.looseObject({
  servers: z.array(
    z.looseObject({
      desktop_id: Id,
      computer_name: Text,
      desktop_product_id: Text,
      status: Text,
      task_state: Text,
      process: Numeric,
      type: Text,
      vcpu: Numeric,
      memory: Numeric,
      ip_addresses: z.array(z.string()).nullish(),
      image_name: Text,
      created: z.string().nullish(),
    }),
  ),
})

/** The desktops on one host. The API has no pages. */
export async function listHostDesktops(cloud: Cloud, hostId: string, options?: AskOptions): Promise<HostDesktop[]> {
  const path = `/v2/${cloud.projectId}/hosts/${percentEncode(hostId)}/servers`
  const call = { service: 'workspace', method: 'GET', path, api: 'workspace.listHostDesktops' } as const
  const { servers } = await ask(cloud, call, HostDesktops, options)
  return servers.map((row) => ({
    id: String(row.desktop_id),
    name: textOf(row.computer_name) ?? '',
    productId: textOf(row.desktop_product_id),
    status: (textOf(row.status) ?? '').toUpperCase(),
    task: textOf(row.task_state),
    progress: numberOf(row.process),
    kind: textOf(row.type),
    vcpus: numberOf(row.vcpu),
    memoryMib: numberOf(row.memory),
    addresses: row.ip_addresses ?? [],
    imageName: textOf(row.image_name),
    createdAt: instantOf(row.created),
  }))
}
