import { flavorStatus, resizeFlavorsOf, type ServerFlavor, serverFlavorWith } from '../../catalog/server-flavors.ts'
import type { Cloud } from '../../cloud.ts'
import type { Call } from '../../gateway/call.ts'
import type { CloudServer } from '../../world/cloud-server.ts'
import { openChangeOf } from '../bss/settle-change.ts'
import { ecsError, type ResizeServerBody } from './resize-body.ts'

/** The rules of a resize that a schema cannot hold. Throws the vendor's refusal of the first one that is broken. */
export function checkResize(call: Call, server: CloudServer, { resize }: ResizeServerBody): ServerFlavor {
  checkState(call.cloud, server, resize.mode)
  checkHost(call, server, resize.dedicated_host_id)
  const target = checkFlavor(call.cloud, server, resize.flavorRef)
  if (resize.cpu_options?.['hw:cpu_threads'] === 1 && target.performance !== 'computingv3')
    throw ecsError('Ecs.0005', 'cpu_options: the target flavor cannot switch hyper-threading off.')
  return target
}

/** A server of the project. Throws 404 Ecs.0114. */
export function existingServer(call: Call, serverId: string): CloudServer {
  const server = call.cloud.world.cloudServers.find((row) => row.id === serverId && row.projectId === call.project.id)
  if (server === undefined) throw ecsError('Ecs.0114', `Instance[${serverId}] could not be found.`)
  return server
}

function checkState(cloud: Cloud, server: CloudServer, mode: string | undefined): void {
  if (server.isLocked) throw ecsError('Ecs.0605', 'The server is locked.')
  if (server.isFrozen) throw ecsError('Ecs.0030', 'The server is frozen and cannot be resized.')
  if (server.billing === 'spot') throw ecsError('Ecs.0704', 'A spot server cannot be resized.')
  if (openChangeOf(cloud.world, server.id) !== undefined && server.task === null)
    throw ecsError('Ecs.0605', 'The server is locked by an order that is not finished.')
  if (server.task !== null) throw ecsError('Ecs.0603', 'Another command is running on the server. Retry in a minute.')
  const isFit = server.status === 'SHUTOFF' || (server.status === 'ACTIVE' && mode === 'withStopServer')
  if (!isFit) throw ecsError('Ecs.0100', `The server status ${server.status} does not allow this operation.`)
}

function checkHost({ cloud, project }: Call, server: CloudServer, hostId: string | undefined): void {
  if (server.dedicatedHostId === undefined) {
    if (hostId !== undefined) throw ecsError('Ecs.0005', 'dedicated_host_id: the server is not on a dedicated host.')
    return
  }
  if (hostId === undefined)
    throw ecsError('Ecs.0803', 'dedicated_host_id is required for a server on a dedicated host.')
  const host = cloud.world.dedicatedHosts.find((row) => row.id === hostId && row.projectId === project.id)
  if (host?.zone !== server.zone) throw ecsError('Ecs.0005', 'dedicated_host_id: there is no such host in the zone.')
}

function checkFlavor({ options }: Cloud, server: CloudServer, flavorId: string): ServerFlavor {
  const current = serverFlavorWith(server.flavorId)
  const target = serverFlavorWith(flavorId)
  if (target === undefined || current === undefined) throw ecsError('Ecs.0029', 'The flavor does not exist.')
  if (target.id === current.id) throw ecsError('Ecs.0810', 'The target flavor equals the current flavor.')
  const status = flavorStatus(target, server.zone)
  if (status === 'sellout') throw ecsError('Ecs.0018', 'The flavor is sold out.')
  if (status === 'abandon') throw ecsError('Ecs.0019', 'The flavor has been withdrawn.')
  if (status === 'obt') throw ecsError('Ecs.0016', 'You have no permission for the open beta test of the flavor.')
  const isSmaller = target.vcpus < current.vcpus || target.ramMb < current.ramMb
  const isSold = target.charge === undefined || target.charge === server.billing
  const isListed = resizeFlavorsOf(current).includes(target) && isSold
  if (!isListed || (isSmaller && !options.serverDowngradeAllowed))
    throw ecsError('Ecs.0804', 'The server cannot be changed to this flavor.')
  return target
}
