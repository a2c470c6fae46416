import { cloudServerSpec } from '../../catalog/prices.ts'
import { serverFlavorWith } from '../../catalog/server-flavors.ts'
import { utc } from '../../clock.ts'
import { hexOf, productIdOf, uuidOf } from '../../ids.ts'
import type { CloudServer } from '../../world/cloud-server.ts'

/** The service's own word beneath the status. */
const vmStates: Record<CloudServer['status'], string> = {
  ACTIVE: 'active',
  REBOOT: 'active',
  SHUTOFF: 'stopped',
  RESIZE: 'stopped',
  ERROR: 'error',
}

const chargingModes: Record<CloudServer['billing'], string> = { demand: '0', period: '1', spot: '2' }

export const vmStateOf = (server: CloudServer): string => vmStates[server.status]

/** A server as v1 writes it; vcpus and ram are texts here. */
export function serverRow(server: CloudServer) {
  const flavor = serverFlavorWith(server.flavorId)
  return {
    id: server.id,
    name: server.name,
    description: '',
    status: server.status,
    'OS-EXT-STS:vm_state': vmStateOf(server),
    'OS-EXT-STS:task_state': server.task,
    'OS-EXT-STS:power_state': vmStateOf(server) === 'active' ? 1 : 4,
    flavor: {
      id: server.flavorId,
      name: server.flavorId,
      vcpus: String(flavor?.vcpus ?? 0),
      ram: String(flavor?.ramMb ?? 0),
      disk: '0',
    },
    metadata: metadataOf(server),
    locked: server.isLocked,
    fault: server.fault === undefined ? null : { ...server.fault, created: utc(server.fault.created) },
    'OS-EXT-AZ:availability_zone': server.zone,
    addresses: addressesOf(server),
    'os-extended-volumes:volumes_attached': server.disks.map((disk, position) => ({
      id: disk.id,
      device: disk.device,
      bootIndex: position === 0 ? '0' : null,
      delete_on_termination: 'false',
    })),
    'os:scheduler_hints':
      server.dedicatedHostId === undefined
        ? {}
        : { tenancy: ['dedicated'], dedicated_host_id: [server.dedicatedHostId] },
    host_status: 'UP',
    created: utc(server.createdAt),
    updated: utc(server.updatedAt),
    tags: server.tags,
    security_groups: [{ id: uuidOf('group of', server.projectId), name: 'default' }],
    enterprise_project_id: server.enterpriseProjectId,
    image: { id: server.imageId },
    tenant_id: server.projectId,
    user_id: hexOf('user of', server.projectId),
    key_name: 'keypair',
    ...(server.cpuThreads !== undefined && { cpu_options: { 'hw:cpu_threads': server.cpuThreads } }),
  }
}

function metadataOf(server: CloudServer) {
  const spec = cloudServerSpec(server.flavorId, server.os)
  return {
    charging_mode: chargingModes[server.billing],
    ...(server.orderId !== undefined && {
      'metering.order_id': server.orderId,
      'metering.product_id': productIdOf(spec),
    }),
    ...(server.isFrozen && { EcmResStatus: 'freeze' }),
    ...(server.isLocked && {
      lockSource: 'ORDER',
      lockSourceId: server.orderId ?? '',
      lockScene: 'TO_PERIOD_LOCK',
    }),
    'metering.resourcespeccode': spec,
    'metering.resourcetype': '1',
    'metering.image_id': server.imageId,
    'metering.imagetype': 'gold',
    os_type: server.os,
    os_bit: '64',
    image_name: server.imageName,
    vpc_id: server.vpcId,
  }
}

export function addressesOf(server: CloudServer) {
  const card = {
    version: '4',
    'OS-EXT-IPS-MAC:mac_addr': `fa:16:3e:${server.id.slice(0, 6).replaceAll(/(..)(?!$)/g, '$1:')}`,
    'OS-EXT-IPS:port_id': uuidOf('port', server.id),
  }
  return {
    [server.vpcId]: [
      { ...card, addr: server.privateIp, 'OS-EXT-IPS:type': 'fixed', primary: true },
      ...(server.publicIp === undefined ? [] : [{ ...card, addr: server.publicIp, 'OS-EXT-IPS:type': 'floating' }]),
    ],
  }
}
