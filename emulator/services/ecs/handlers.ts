import { type Call, type Handler, ok, type Reply } from '../../gateway/call.ts'
import type { Zone } from '../../world/network.ts'

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
const showServerLimits = (): Reply =>
  ok({
    absolute: {
      maxTotalInstances: 200,
      totalInstancesUsed: 12,
      maxTotalCores: 800,
      totalCoresUsed: 96,
      maxTotalRAMSize: 1_638_400,
      totalRAMUsed: 196_608,
      maxTotalKeypairs: -1,
      maxTotalFloatingIps: 1000,
      totalFloatingIpsUsed: 40,
      maxServerGroups: 10,
      maxServerGroupMembers: 16,
      maxSecurityGroups: 100,
      limit_by_flavor: [],
    },
  })

export const ecsHandlers: Record<string, Handler> = {
  NovaListKeypairs: novaListKeypairs,
  NovaListAvailabilityZones: novaListAvailabilityZones,
  ListServerAzInfo: listServerAzInfo,
  ShowServerLimits: showServerLimits,
}
