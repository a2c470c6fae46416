import { phoneModelNamed } from '../../catalog/phone-models.ts'
import type { Cloud } from '../../cloud.ts'
import { nextUuid } from '../../ids.ts'
import { nextPrivateIp, publicAddress } from '../../world/network-rows.ts'
import type { Bandwidth, Eip } from '../../world/network.ts'
import type { PhoneServer } from '../../world/phone-server.ts'

/** Gives a server its private addresses, its EIPs (new or existing) and their bandwidth, as real rows of the network. */
export function attachNetwork(cloud: Cloud, server: PhoneServer, at: number): void {
  const { world } = cloud
  const subnet = world.subnets.find((row) => row.id === server.subnetId)
  const vips = Math.ceil((phoneModelNamed(server.phoneModel)?.phones ?? 1) / server.phonesPerIp)
  if (subnet !== undefined)
    for (let position = 0; position < vips; position += 1) server.serverIps.push(nextPrivateIp(world, subnet))
  for (let position = 0; position < server.eipCount; position += 1) {
    const eip = world.eips.find((row) => row.id === server.existingEipId) ?? newEip(cloud, server, at)
    if (server.bandwidth.shareType === 1 && server.bandwidth.sharedId !== undefined)
      eip.bandwidthId = server.bandwidth.sharedId
    Object.assign(eip, {
      status: 'ACTIVE',
      privateIp: server.serverIps[position] ?? server.serverIps[0],
      portId: nextUuid(world),
      vpcId: server.vpcId,
      deviceOwner: 'neutron:VIP_PORT',
      deviceId: server.id,
    })
    server.publicIps.push(eip.address)
    server.bandwidthIds.push(eip.bandwidthId)
  }
}

/** Takes a server off its network: addresses made for it go, existing ones become free again. */
export function detachNetwork({ world }: Cloud, server: PhoneServer): void {
  for (const eip of world.eips.filter((row) => row.deviceId === server.id)) {
    if (eip.id === server.existingEipId) {
      for (const member of ['privateIp', 'portId', 'vpcId', 'deviceOwner', 'deviceId'] as const) delete eip[member]
      eip.status = 'DOWN'
      continue
    }
    world.eips.splice(world.eips.indexOf(eip), 1)
    if (server.bandwidth.shareType === 0)
      world.bandwidths = world.bandwidths.filter((row) => row.id !== eip.bandwidthId)
  }
  Object.assign(server, { serverIps: [], publicIps: [], bandwidthIds: [] })
}

function newEip(cloud: Cloud, server: PhoneServer, at: number): Eip {
  const { world } = cloud
  const id = nextUuid(world)
  const eip: Eip = {
    id,
    projectId: server.projectId,
    alias: server.name,
    line: server.eipLine,
    address: publicAddress(world.sequence),
    status: 'ACTIVE',
    bandwidthId: server.bandwidth.shareType === 0 ? newBandwidth(cloud, server, at).id : '',
    enterpriseProjectId: server.enterpriseProjectId,
    createdAt: at,
  }
  world.eips.push(eip)
  return eip
}

function newBandwidth(cloud: Cloud, server: PhoneServer, at: number): Bandwidth {
  const bandwidth: Bandwidth = {
    id: nextUuid(cloud.world),
    projectId: server.projectId,
    name: `${server.name}-bandwidth`,
    sizeMbit: server.bandwidth.sizeMbit ?? 1,
    shareType: 'PER',
    chargeMode: server.bandwidth.chargeMode === 0 ? 'bandwidth' : 'traffic',
    line: server.eipLine.slice(2),
    billingInfo: '',
    enterpriseProjectId: server.enterpriseProjectId,
    createdAt: at,
  }
  cloud.world.bandwidths.push(bandwidth)
  return bandwidth
}
