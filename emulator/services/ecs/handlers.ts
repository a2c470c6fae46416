import type { Reaction } from '../../agenda.ts'
import { type ServerFlavor, serverFlavorWith } from '../../catalog/server-flavors.ts'
import { type Call, type Handler, ok, type Reply } from '../../gateway/call.ts'
import type { Zone } from '../../world/network.ts'
import { listFlavors, listResizeFlavors } from './flavors.ts'
import { showServerJob } from './jobs.ts'
import { actOnServers } from './power.ts'
import { resizeServer } from './resize.ts'
import { advancePart } from './run-job.ts'
import { listServerBlockDevices, listServersDetails, own, showServer } from './servers.ts'
import { listCloudServers } from './servers-v11.ts'

const zonesOf = (call: Call): Zone[] => call.cloud.world.zones.filter((zone) => zone.region === call.project.name)

/** Nova shows only the caller's own pairs. */
const novaListKeypairs = (call: Call): Reply =>
  ok({
    keypairs: call.cloud.world.keyPairs
      .filter((row) => row.projectId === call.project.id && row.userId === call.caller.userId)
      .map((row) => ({ keypair: { name: row.name, fingerprint: row.fingerprint, public_key: row.publicKey } })),
  })

const novaListAvailabilityZones = (call: Call): Reply =>
  ok({
    availabilityZoneInfo: zonesOf(call).map((zone) => ({
      zoneName: zone.name,
      zoneState: { available: zone.isAvailable },
      hosts: null,
    })),
  })

const listServerAzInfo = (call: Call): Reply =>
  ok({
    availability_zones: zonesOf(call)
      .filter((zone) => zone.isAvailable)
      .map((zone) => ({
        availability_zone_id: zone.name,
        type: 'Core',
        mode: 'shared',
        alias: zone.name,
        category: 0,
        public_border_group: 'center',
        az_group_ids: [],
      })),
  })

/** Does not cover phone servers: their quota is in no documented call. */
function showServerLimits(call: Call): Reply {
  const servers = own(call)
  const sum = (of: (flavor: ServerFlavor) => number): number =>
    servers.reduce((total, { flavorId }) => {
      const flavor = serverFlavorWith(flavorId)
      return total + (flavor === undefined ? 0 : of(flavor))
    }, 0)
  return ok({
    absolute: {
      maxTotalInstances: Math.max(200, servers.length),
      totalInstancesUsed: servers.length,
      maxTotalCores: 800,
      totalCoresUsed: sum((flavor) => flavor.vcpus),
      maxTotalRAMSize: 1_638_400,
      totalRAMUsed: sum((flavor) => flavor.ramMb),
      maxTotalKeypairs: -1,
      maxTotalFloatingIps: 1000,
      totalFloatingIpsUsed: 40,
      maxServerGroups: 10,
      maxServerGroupMembers: 16,
      maxSecurityGroups: 100,
      limit_by_flavor: [],
    },
  })
}

export const ecsHandlers: Record<string, Handler> = {
  NovaListKeypairs: novaListKeypairs,
  NovaListAvailabilityZones: novaListAvailabilityZones,
  ListServerAzInfo: listServerAzInfo,
  ShowServerLimits: showServerLimits,
  ListServersDetails: listServersDetails,
  ListCloudServers: listCloudServers,
  ShowCloudServer: showServer,
  ListServerBlockDevices: listServerBlockDevices,
  ListResizeFlavors: listResizeFlavors,
  ListFlavors: listFlavors,
  ShowServerJob: showServerJob,
  ResizeServer: resizeServer,
  ActOnServers: actOnServers,
}

export const ecsReactions: Record<string, Reaction> = { 'cloud-server.step': advancePart }
