import { serverFlavorWith } from '../../catalog/server-flavors.ts'
import { utc } from '../../clock.ts'
import { type Call, ok, queryList, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import type { CloudServer } from '../../world/cloud-server.ts'
import { subscriptionOf } from '../bss/settle-change.ts'
import { fitsEnterpriseProject } from '../paging.ts'
import { addressesOf, vmStateOf } from './server-rows.ts'
import { nameFilter, own } from './servers.ts'

const modes: Record<CloudServer['billing'], string> = { demand: 'postPaid', period: 'prePaid', spot: 'spot' }

/** GET /v1.1/{project_id}/cloudservers/detail: pages by marker, counts nothing, and writes numbers as numbers. */
export function listCloudServers(call: Call): Reply {
  const fits = filterOf(call)
  const rows = own(call).filter(fits)
  const limit = queryNumber(call, 'limit') ?? 10
  const marker = queryText(call, 'marker')
  const start = marker === undefined ? 0 : rows.findIndex((row) => row.id === marker) + 1
  const page = rows.slice(start, start + limit)
  const last = page.at(-1)
  const fields = new Set(queryList(call, 'expect-fields').flatMap((names) => names.split(',')))
  return ok({
    servers: page.map((server) => ({ ...defaultRow(server), ...chosen(extraRow(call, server), fields) })),
    servers_links:
      last !== undefined && start + limit < rows.length
        ? [{ rel: 'next', href: `/v1.1/${call.project.id}/cloudservers/detail?limit=${limit}&marker=${last.id}` }]
        : [],
    request_id: call.requestId,
  })
}

function filterOf(call: Call): (row: CloudServer) => boolean {
  const ids = queryList(call, 'id').flatMap((list) => list.split(','))
  const name = nameFilter(queryText(call, 'name'))
  const status = queryText(call, 'status')?.toUpperCase()
  const flavor = queryText(call, 'flavor_name')
  const zone = queryText(call, 'availability_zone')
  const zoneEqual = queryText(call, 'availability_zone_eq')
  const mode = queryText(call, 'charging_mode')
  return (row) =>
    (ids.length === 0 || ids.includes(row.id)) &&
    name(row.name) &&
    (status === undefined || row.status === status) &&
    (flavor === undefined || row.flavorId === flavor) &&
    (zone === undefined || row.zone.includes(zone)) &&
    (zoneEqual === undefined || row.zone === zoneEqual) &&
    (mode === undefined || modes[row.billing] === mode) &&
    fitsEnterpriseProject(call, row)
}

function defaultRow(server: CloudServer) {
  const flavor = serverFlavorWith(server.flavorId)
  return {
    id: server.id,
    name: server.name,
    status: server.status,
    vm_state: vmStateOf(server),
    task_state: server.task,
    availability_zone: server.zone,
    flavor: { id: server.flavorId, name: server.flavorId, vcpus: flavor?.vcpus ?? 0, ram: flavor?.ramMb ?? 0, disk: 0 },
    fault: server.fault === undefined ? null : { ...server.fault, created: utc(server.fault.created) },
    created: utc(server.createdAt),
    updated: utc(server.updatedAt),
    tenant_id: server.projectId,
    in_recycle_bin: false,
  }
}

function extraRow(call: Call, server: CloudServer): Record<string, unknown> {
  const expireAt = subscriptionOf(call.cloud.world, server.id)?.expireAt
  return {
    addresses: addressesOf(server),
    volumes_attached: server.disks.map(({ id, device, size }) => ({ id, device, size })),
    power_state: vmStateOf(server) === 'active' ? 1 : 4,
    locked: server.isLocked,
    tags: server.tags,
    image: { id: server.imageId },
    enterprise_project_id: server.enterpriseProjectId,
    ...(server.dedicatedHostId !== undefined && { dedicated_host_id: server.dedicatedHostId, tenancy: 'dedicated' }),
    market_info: {
      charge_mode: modes[server.billing],
      ...(expireAt !== undefined && { prepaid_info: { expired_time: utc(expireAt) } }),
    },
  }
}

const chosen = (row: Record<string, unknown>, fields: Set<string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(row).filter(([name]) => fields.has(name)))
