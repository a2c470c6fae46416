import { phoneImageWith } from '../../catalog/images.ts'
import { phoneModelNamed } from '../../catalog/phone-models.ts'
import { utc } from '../../clock.ts'
import { type Call, ok, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import { hexOf } from '../../ids.ts'
import type { Phone, PhoneServer } from '../../world/phone-server.ts'
import { pageOf } from './servers.ts'

/** GET /v1/{project_id}/cloud-phone/phones */
export function listPhones(call: Call): Reply {
  const name = queryText(call, 'phone_name')
  const serverId = queryText(call, 'server_id')
  const status = queryNumber(call, 'status')
  const type = queryNumber(call, 'type')
  const rows = call.cloud.world.phones
    .filter(
      (phone) =>
        phone.projectId === call.project.id &&
        (serverId === undefined || phone.serverId === serverId) &&
        (name === undefined || phone.name.includes(name)) &&
        (status === undefined || phone.status === status) &&
        (type === undefined || type === 0),
    )
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.name < b.name ? -1 : 1))
  const servers = new Map(call.cloud.world.servers.map((server) => [server.id, server]))
  const page = pageOf(call, rows).flatMap((phone) => {
    const server = servers.get(phone.serverId)
    return server === undefined ? [] : [phoneRow(phone, server)]
  })
  return ok({ request_id: call.requestId, count: rows.length, phones: page })
}

/** GET /v1/{project_id}/cloud-phone/phones/{phone_id} */
export function showPhone(call: Call): Reply {
  const id = call.params['phone_id'] ?? ''
  if (!/^[0-9a-f]{32}$/.test(id)) throw new CloudError(400, 'CPS.0004', 'Parameter: phone_id is invalid.')
  const phone = call.cloud.world.phones.find((row) => row.id === id && row.projectId === call.project.id)
  const server = call.cloud.world.servers.find((row) => row.id === phone?.serverId)
  if (phone === undefined || server === undefined) throw new CloudError(404, 'CPS.0005', 'The phone does not exist.')
  return ok({
    request_id: call.requestId,
    ...phoneRow(phone, server),
    property: server.property,
    ...(server.dataVolume !== undefined && {
      phone_data_volume: { volume_type: server.dataVolume.volume_type, volume_size: server.dataVolume.size },
    }),
    access_infos: accessInfos(phone, server),
  })
}

const phoneRow = (phone: Phone, server: PhoneServer) => ({
  phone_id: phone.id,
  phone_name: phone.name,
  server_id: phone.serverId,
  phone_model_name: server.phoneModel,
  image_id: server.imageId,
  image_version: phoneImageWith(server.imageId)?.osName ?? '',
  status: phone.status,
  type: 0,
  imei: `86${BigInt(`0x${hexOf('imei', phone.id)}`) % 10n ** 13n}`.padEnd(15, '0'),
  traffic_type: 'direct',
  volume_mode: phoneModelNamed(server.phoneModel)?.volumeMode ?? 0,
  availability_zone: server.zone,
  has_encrypt: false,
  vnc_enable: 'false',
  metadata: { order_id: server.orderId, product_id: server.productId },
  create_time: utc(phone.createdAt),
  update_time: utc(phone.updatedAt),
})

/** ADB when there is a key pair, then the ordered ports; the public address only where a port is exposed. */
function accessInfos(phone: Phone, server: PhoneServer) {
  const ports = [
    ...(server.keyPair === '' ? [] : [{ name: 'adb', listen_port: 5555, internet_accessible: 'false' }]),
    ...server.ports,
  ]
  const vip = Math.floor((phone.position - 1) / server.phonesPerIp)
  const place = (phone.position - 1) % server.phonesPerIp
  const serverIp = server.serverIps[vip] ?? ''
  const phoneIp = `10.237.${Math.floor(phone.position / 250)}.${(phone.position % 250) + 1}`
  return ports.map((port, position) => {
    const isExposed = port.internet_accessible.toLowerCase() === 'true'
    const publicIp = isExposed ? (server.publicIps[vip] ?? '') : ''
    return {
      type: port.name,
      listen_port: port.listen_port,
      access_port: 10_000 + place * ports.length + position,
      phone_ip: phoneIp,
      server_ip: serverIp,
      public_ip: publicIp,
      device_ip: phoneIp,
      intranet_ip: serverIp,
      access_ip: publicIp,
    }
  })
}
