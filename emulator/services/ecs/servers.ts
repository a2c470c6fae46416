import { type Call, ok, queryList, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import type { CloudServer } from '../../world/cloud-server.ts'
import { fitsEnterpriseProject } from '../paging.ts'
import { existingServer } from './resize-rules.ts'
import { serverRow } from './server-rows.ts'

/** A status filter also finds those on their way from it. */
const widened: Record<string, CloudServer['status'][]> = {
  ACTIVE: ['ACTIVE', 'REBOOT', 'RESIZE'],
  SHUTOFF: ['SHUTOFF', 'RESIZE'],
  ERROR: ['ERROR'],
  RESIZE: ['RESIZE'],
  REBOOT: ['REBOOT'],
}

/** GET /v1/{project_id}/cloudservers/detail: `offset` is a page number that begins with 1; 0 is page 1 too. */
export function listServersDetails(call: Call): Reply {
  const wanted = queryList(call, 'server_id').flatMap((ids) => ids.split(','))
  if (wanted.length > 0) return ok(named(call, wanted))
  const fits = filterOf(call)
  const rows = own(call).filter(fits)
  const limit = queryNumber(call, 'limit') ?? 25
  const marker = queryText(call, 'marker')
  const start =
    marker === undefined
      ? (Math.max(queryNumber(call, 'offset') ?? 1, 1) - 1) * limit
      : rows.findIndex((row) => row.id === marker) + 1
  return ok({ count: rows.length, servers: rows.slice(start, start + limit).map(serverRow) })
}

/** GET /v1/{project_id}/cloudservers/{server_id} */
export const showServer = (call: Call): Reply =>
  ok({ server: serverRow(existingServer(call, call.params['server_id'] ?? '')) })

/** GET /v1/{project_id}/cloudservers/{server_id}/block_device: the only place that says how large disks are. */
export function listServerBlockDevices(call: Call): Reply {
  const server = existingServer(call, call.params['server_id'] ?? '')
  return ok({
    attachableQuantity: { free_scsi: 24 - server.disks.length, free_blk: 24 - server.disks.length, free_disk: 24 },
    volumeAttachments: server.disks.map((disk, position) => ({
      id: disk.id,
      volumeId: disk.id,
      serverId: server.id,
      device: disk.device,
      bootIndex: position === 0 ? 0 : -1,
      size: disk.size,
      bus: 'virtio',
      pciAddress: `0000:02:${String(position + 1).padStart(2, '0')}.0`,
    })),
  })
}

/** The servers of the project; newest last. */
export const own = (call: Call): CloudServer[] =>
  call.cloud.world.cloudServers.filter((row) => row.projectId === call.project.id)

/** With server_id every other filter is ignored, and an unknown id is a row of nothing. */
function named(call: Call, ids: string[]) {
  const byId = new Map(own(call).map((row) => [row.id, row]))
  const servers = ids.map((id) => {
    const server = byId.get(id)
    if (server !== undefined) return serverRow(server)
    return { id, name: null, status: null, flavor: null, metadata: null, fault: { code: 404, message: 'not found' } }
  })
  return { count: servers.length, servers }
}

function filterOf(call: Call): (row: CloudServer) => boolean {
  const name = nameFilter(queryText(call, 'name'))
  const status = queryText(call, 'status')?.toUpperCase()
  const flavor = queryText(call, 'flavor')
  const ip = queryText(call, 'ip')
  const ipEqual = queryText(call, 'ip_eq')
  const tags = listOf(queryText(call, 'tags'))
  const notTags = listOf(queryText(call, 'not-tags'))
  return (row) =>
    name(row.name) &&
    (status === undefined || (widened[status] ?? []).includes(row.status)) &&
    (flavor === undefined || row.flavorId === flavor) &&
    (ip === undefined || row.privateIp.includes(ip)) &&
    (ipEqual === undefined || row.privateIp === ipEqual) &&
    tags.every((tag) => row.tags.includes(tag)) &&
    !notTags.some((tag) => row.tags.includes(tag)) &&
    fitsEnterpriseProject(call, row)
}

const listOf = (value: string | undefined): string[] => (value ?? '').split(',').filter((part) => part !== '')

/** Names are matched as patterns, as the service does; what is no pattern is taken literally. */
export function nameFilter(wanted: string | undefined): (name: string) => boolean {
  if (wanted === undefined) return () => true
  try {
    const pattern = new RegExp(wanted)
    return (name) => pattern.test(name)
  } catch {
    return (name) => name.includes(wanted)
  }
}
