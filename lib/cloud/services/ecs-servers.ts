import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { percentEncode } from '../percent-encoding.ts'
import { ask, type AskOptions, Id, Numeric, numberOf, Text, textOf } from './ask.ts'
import { type EcsServer, ecsServerOf, EcsServerRow } from './ecs-server-row.ts'
import { allByOffset } from './paging.ts'

/** `name` is matched as a pattern and `address` fuzzily by the cloud: filter again. */
export type EcsServerFilter = {
  readonly name?: string
  /** Finds those on their way too: `SHUTOFF` also finds `RESIZE` and `REBUILD`. */
  readonly status?: string
  readonly flavorId?: string
  readonly address?: string
  readonly enterpriseProjectId?: string
  /** At most 100. The cloud then ignores every other filter; unknown ids are left out of what is returned. */
  readonly serverIds?: readonly string[]
}

export const serverIdsPerCallMax = 100

/** The vendor allows 1000 and advises 100. */
const LIMIT = 100
const Servers = z.looseObject({ count: Numeric, servers: z.array(EcsServerRow) })

/**
 * One page of servers without bare metal. `page` counts pages from 1, unlike the record offsets of the other services;
 * `limit` 1–1000. `total` counts all that match.
 *
 * @throws RangeError for more than 100 ids
 */
export async function listEcsServers(
  cloud: Cloud,
  filter: EcsServerFilter & { readonly page?: number; readonly limit?: number } = {},
  options?: AskOptions,
): Promise<{ servers: EcsServer[]; total: number | undefined }> {
  if ((filter.serverIds?.length ?? 0) > serverIdsPerCallMax) {
    throw new RangeError(`Servers are asked for at most ${serverIdsPerCallMax} ids at once.`)
  }
  const query = {
    name: filter.name,
    status: filter.status,
    flavor: filter.flavorId,
    ip: filter.address,
    enterprise_project_id: filter.enterpriseProjectId,
    server_id: filter.serverIds?.join(','),
    'not-tags': '__type_baremetal',
    offset: filter.page ?? 1,
    limit: filter.limit ?? LIMIT,
  }
  const path = `/v1/${cloud.projectId}/cloudservers/detail`
  const call = { service: 'ecs', method: 'GET', path, query, api: 'ecs.listServers' } as const
  const answer = await ask(cloud, call, Servers, options)
  const servers = answer.servers.filter(({ status }) => textOf(status) !== undefined).map(ecsServerOf)
  return { servers, total: numberOf(answer.count) }
}

/** All servers that match, over all pages; throws rather than returning a part. */
export const allEcsServers = (cloud: Cloud, filter: EcsServerFilter = {}, options?: AskOptions): Promise<EcsServer[]> =>
  allByOffset(
    'ecs',
    LIMIT,
    (server) => server.id,
    async (offset, limit) => {
      const { servers, total } = await listEcsServers(cloud, { ...filter, page: offset / limit + 1, limit }, options)
      // Whole pages are counted: after a short one the offset would be in the middle of a page.
      return { rows: servers, total, sent: servers.length === 0 ? 0 : limit }
    },
  )

const Shown = z.looseObject({ server: EcsServerRow })

/** One server. A missing one is 404 (`Ecs.0114` or `Ecs.0614`). */
export async function showEcsServer(cloud: Cloud, serverId: string, options?: AskOptions): Promise<EcsServer> {
  const path = `/v1/${cloud.projectId}/cloudservers/${percentEncode(serverId)}`
  const call = { service: 'ecs', method: 'GET', path, api: 'ecs.showServer' } as const
  return ecsServerOf((await ask(cloud, call, Shown, options)).server)
}

export type BlockDevice = {
  readonly volumeId: string
  readonly device: string | undefined
  readonly sizeGib: number | undefined
  readonly isSystem: boolean
}

const BlockDevices = z.looseObject({
  volumeAttachments: z.array(
    z.looseObject({ id: Text, volumeId: Id, device: Text, size: Numeric, bootIndex: Numeric }),
  ),
})

/** The disks of a server with their sizes, which the server itself does not tell. */
export async function blockDevices(cloud: Cloud, serverId: string, options?: AskOptions): Promise<BlockDevice[]> {
  const path = `/v1/${cloud.projectId}/cloudservers/${percentEncode(serverId)}/block_device`
  const call = { service: 'ecs', method: 'GET', path, api: 'ecs.listBlockDevices' } as const
  const { volumeAttachments } = await ask(cloud, call, BlockDevices, options)
  return volumeAttachments.map((row) => ({
    volumeId: String(row.volumeId),
    device: textOf(row.device),
    sizeGib: numberOf(row.size),
    isSystem: numberOf(row.bootIndex) === 0,
  }))
}
