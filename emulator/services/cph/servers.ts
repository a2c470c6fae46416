import { utc } from '../../clock.ts'
import { type Call, ok, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import { hexOf } from '../../ids.ts'
import type { PhoneServer } from '../../world/phone-server.ts'
import { volumeIdOf } from './delivery.ts'

/** GET /v1/{project_id}/cloud-phone/servers */
export function listServers(call: Call): Reply {
  const name = queryText(call, 'server_name')
  const id = queryText(call, 'server_id')
  const phoneModel = queryText(call, 'phone_model_name')
  const version = queryText(call, 'network_version')?.toLowerCase()
  const status = queryNumber(call, 'status')
  const since = moment(queryNumber(call, 'create_since')) ?? Number.NEGATIVE_INFINITY
  const until = moment(queryNumber(call, 'create_until')) ?? Number.POSITIVE_INFINITY
  const rows = shown(call)
    .filter(
      (server) =>
        server.visibleAt <= call.at &&
        (name === undefined || server.name.includes(name)) &&
        (id === undefined || server.id === id) &&
        (phoneModel === undefined || server.phoneModel === phoneModel) &&
        (version === undefined || version === 'v2') &&
        (status === undefined || server.status === status) &&
        server.createdAt >= since &&
        server.createdAt <= until,
    )
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.name < b.name ? -1 : 1))
  return ok({
    request_id: call.requestId,
    count: rows.length,
    servers: pageOf(call, rows).map((row) => serverRow(call, row)),
  })
}

/** GET /v1/{project_id}/cloud-phone/servers/{server_id} */
export function showServer(call: Call): Reply {
  const server = existingServer(call, call.params['server_id'] ?? '')
  return ok({
    request_id: call.requestId,
    ...serverRow(call, server),
    band_widths: server.bandwidthIds.map((id) => bandwidthRow(call, id)),
    volumes: volumeRows(server),
    ...(server.shareVolume !== undefined && { share_volume_info: { ...server.shareVolume, version: 1 } }),
    security_groups: [],
  })
}

/** A server of the project that the caller may see. Throws 404 CPS.0015. */
function existingServer(call: Call, serverId: string): PhoneServer {
  const server = shown(call).find((row) => row.id === serverId)
  if (server === undefined) throw new CloudError(404, 'CPS.0015', 'The server does not exist.')
  return server
}

/** The rows picked by offset (0) and limit (100 unless given). */
export function pageOf<T>(call: Call, rows: T[]): T[] {
  const offset = queryNumber(call, 'offset') ?? 0
  return rows.slice(offset, offset + (queryNumber(call, 'limit') ?? 100))
}

/** Servers of unpaid orders are not listed, unless a switch says so. */
const shown = (call: Call): PhoneServer[] =>
  call.cloud.world.servers.filter(
    (server) => server.projectId === call.project.id && (server.isOrdered || call.cloud.options.unpaidServersListed),
  )

/** The unit is not documented: from 10¹² on it is milliseconds, below seconds. */
const moment = (value: number | undefined): number | undefined =>
  value === undefined || value >= 1e12 ? value : value * 1000

function serverRow(call: Call, server: PhoneServer) {
  const { vpcs, subnets } = call.cloud.world
  const vpcCidr = vpcs.find((row) => row.id === server.vpcId)?.cidr ?? ''
  const subnetCidr = subnets.find((row) => row.id === server.subnetId)?.cidr ?? ''
  return {
    server_id: server.id,
    server_name: server.name,
    status: server.status,
    server_model_name: server.serverModel,
    phone_model_name: server.phoneModel,
    keypair_name: server.keyPair,
    availability_zone: server.zone,
    vpc_id: server.vpcId,
    vpc_cidr: vpcCidr,
    cidr: vpcCidr,
    subnet_id: server.subnetId,
    subnet_cidr: subnetCidr,
    addresses: server.serverIps.map((serverIp, position) => {
      const publicIp = server.publicIps[position] ?? ''
      return { server_ip: serverIp, public_ip: publicIp, intranet_ip: serverIp, access_ip: publicIp }
    }),
    resource_project_id: hexOf('resource-tenant', server.region),
    metadata: { order_id: server.orderId, product_id: server.productId, charging_mode: 0 },
    network_version: 'v2',
    enterprise_project_id: server.enterpriseProjectId,
    create_time: utc(server.createdAt),
    update_time: utc(server.updatedAt),
  }
}

function bandwidthRow(call: Call, id: string) {
  const row = call.cloud.world.bandwidths.find((one) => one.id === id)
  return {
    band_width_name: row?.name ?? '',
    band_width_id: id,
    band_width_size: row?.sizeMbit ?? 0,
    band_width_charge_mode: row?.chargeMode === 'bandwidth' ? 0 : 1,
    band_width_share_type: row?.shareType === 'WHOLE' ? 1 : 0,
    create_time: utc(row?.createdAt ?? 0),
    update_time: utc(row?.createdAt ?? 0),
  }
}

function volumeRows(server: PhoneServer) {
  return [server.dataVolume, server.shareVolume]
    .filter((volume) => volume !== undefined)
    .map((volume, position) => ({
      volume_name: `VOLUME_${hexOf('volume', server.id, position)}`,
      volume_id: volumeIdOf(server, position),
      volume_size: volume.size,
      volume_type: volume.volume_type,
      create_time: utc(server.createdAt),
      update_time: utc(server.updatedAt),
    }))
}
