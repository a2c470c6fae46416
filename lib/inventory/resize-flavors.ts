import type { Cloud } from '../cloud/cloud.ts'
import { type EcsFlavor, findFlavor, flavorStatus, resizeFlavors } from '../cloud/services/ecs-flavors.ts'
import type { EcsServer } from '../cloud/services/ecs-server-row.ts'
import { showEcsServer } from '../cloud/services/ecs-servers.ts'
import { withParams } from '../errors.ts'
import type { ResizeFlavor } from '../operations/lookups.ts'

/** What a server can be changed to by the cloud's own list, usable ones first. Throws CloudError. */
export async function resizeFlavorsOf(reads: Cloud, serverId: string): Promise<ResizeFlavor[]> {
  const [server, flavors] = await Promise.all([showEcsServer(reads, serverId), resizeFlavors(reads, serverId)])
  const current = server.flavor && (await findFlavor(reads, server.flavor.id))
  return flavors
    .map((flavor) => resizeFlavorChoice(flavor, server, current))
    .toSorted(
      (a, b) => Number('disabled' in a) - Number('disabled' in b) || a.vcpus - b.vcpus || a.memoryMib - b.memoryMib,
    )
}

/** A flavor as a choice for `server`; `current` is what the cloud says of the flavor that it has, where it does. */
export function resizeFlavorChoice(flavor: EcsFlavor, server: EcsServer, current: EcsFlavor | undefined): ResizeFlavor {
  const reason = whyNot(flavor, server, current)
  return {
    id: flavor.id,
    vcpus: flavor.cpuCores ?? 0,
    memoryMib: flavor.memoryMib ?? 0,
    generation: flavor.generation ?? '',
    performance: flavor.performance ?? '',
    canSetThreads: flavor.canSetThreads,
    ...(flavor.bandwidthMaxMbit !== undefined && { bandwidthMbps: flavor.bandwidthMaxMbit }),
    ...(reason !== undefined && { disabled: reason }),
  }
}

/** Why the cloud would certainly refuse it (ecs.md §2.2, §3.4), a message key. */
function whyNot(flavor: EcsFlavor, server: EcsServer, current: EcsFlavor | undefined): string | undefined {
  if (flavor.id === server.flavor?.id) return reason('flavorIsCurrent')
  const { cpuCores, memoryMib } = flavor
  if (cpuCores === undefined || memoryMib === undefined) return reason('flavorSizeUnknown')
  if (current && flavor.architecture !== current.architecture) return reason('flavorOtherArchitecture')
  // KVM after Xen needs drivers inside the server, and the way back does not exist.
  const isOtherDriver = flavor.virtualization !== undefined && flavor.virtualization !== current?.virtualization
  if (current?.virtualization !== undefined && isOtherDriver) return reason('flavorOtherVirtualization')
  const cards = cardsOf(server)
  if (flavor.nicsMax !== undefined && cards > flavor.nicsMax)
    return withParams(reason('flavorFewerCards'), { max: flavor.nicsMax, count: cards })
  if (server.billing === 'prepaid' && !flavor.isSoldPrepaid) return reason('flavorPayPerUseOnly')
  if (server.billing === 'pay_per_use' && !flavor.isSoldPayPerUse) return reason('flavorPrepaidOnly')
  return flavor.isDisabled ? reason('flavorWithdrawn') : saleReason(flavor, server.availabilityZone)
}

function saleReason(flavor: EcsFlavor, zone: string | undefined): string | undefined {
  switch (flavorStatus(flavor, zone)) {
    case 'normal':
    case 'promotion':
      return undefined
    case 'sellout':
      return zone === undefined ? reason('flavorSoldOut') : withParams(reason('flavorSoldOutIn'), { zone })
    case 'abandon':
      return reason('flavorWithdrawn')
    case 'obt':
      return reason('flavorInBeta')
    default:
      return reason('offSale')
  }
}

const reason = (name: string): string => `operations.reasons.${name}`

/** A public address hangs at the card of an inner one. */
const cardsOf = ({ addresses }: EcsServer): number =>
  new Set(addresses.filter(({ isPublic }) => !isPublic).map(({ portId, address }) => portId ?? address)).size
