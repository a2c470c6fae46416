import type { Cloud } from '../cloud/cloud.ts'
import { CloudError } from '../cloud/errors.ts'
import { allPhones } from '../cloud/services/cph-phones.ts'
import { listPhoneImages, listPhoneModels, listServerModels } from '../cloud/services/cph-catalog.ts'
import { listAvailabilityZones } from '../cloud/services/ecs.ts'
import { listBandwidths, listCommonPools, listPublicIps } from '../cloud/services/eip.ts'
import { listEnterpriseProjects } from '../cloud/services/eps.ts'
import { listKeypairs } from '../cloud/services/kps.ts'
import { listSubnets, listVpcs, networkQuotas } from '../cloud/services/vpc.ts'
import type { Lookups } from '../operations/lookups.ts'
import {
  bandwidthChoice,
  eipChoice,
  eipLineChoices,
  imageChoice,
  keypairChoice,
  phoneModelChoice,
  serverModelChoices,
  subnetChoice,
  vpcChoice,
} from './choices.ts'
import { resizeFlavorsOf } from './resize-flavors.ts'
import { desktopLookups } from './desktop-lookups.ts'
import { orderLookups } from './order-lookups.ts'
import { createLookupCache, keepMs, type LookupCache } from './lookup-cache.ts'

const shared = createLookupCache()

/**
 * The look-ups of one account. Networks are kept a minute and the catalogue ten; free public addresses are asked each
 * time, as are the phones of a server. What is older than `ageMaxMs` is asked anew, where that is given. Each throws
 * CloudError when the cloud refuses or is silent.
 */
export function createLookups(
  reads: Cloud,
  { cacheKey, ageMaxMs = Infinity, cache = shared }: { cacheKey: string; ageMaxMs?: number; cache?: LookupCache },
): Lookups {
  const through = <T>(kind: string, ms: number, ask: () => Promise<T>) =>
    cache.through(`${cacheKey}/${kind}`, Math.min(ms, ageMaxMs), ask)
  const phoneModels = () => through('phoneModels', keepMs.catalogue, () => listPhoneModels(reads))

  return {
    serverModels: async () => {
      const [servers, phones] = await Promise.all([
        through('serverModels', keepMs.catalogue, () => listServerModels(reads)),
        phoneModels(),
      ])
      return serverModelChoices(servers, phones)
    },
    phoneModels: async () => (await phoneModels()).map(phoneModelChoice),
    phoneImages: async () =>
      (await through('phoneImages', keepMs.catalogue, () => listPhoneImages(reads, { kind: 'all' }))).map(imageChoice),
    vpcs: async () => (await through('vpcs', keepMs.network, () => listVpcs(reads))).map(vpcChoice),
    subnets: async (vpcId) =>
      (await through(`subnets/${vpcId}`, keepMs.network, () => listSubnets(reads, { vpcId })))
        .filter((subnet) => subnet.vpcId === undefined || subnet.vpcId === vpcId)
        .map((subnet) => subnetChoice(subnet, vpcId)),
    freeEips: async () => (await listPublicIps(reads, { status: 'DOWN' })).flatMap(eipChoice),
    sharedBandwidths: async () => {
      const [bandwidths, addressesMax] = await Promise.all([
        through('sharedBandwidths', keepMs.network, () => listBandwidths(reads, { shareType: 'WHOLE' })),
        through('sharedBandwidthAddresses', keepMs.network, () => addressesOfSharedBandwidth(reads)),
      ])
      return bandwidths.filter((row) => row.isShared).map((row) => bandwidthChoice(row, addressesMax))
    },
    eipLines: async () => eipLineChoices(await through('eipLines', keepMs.catalogue, () => listCommonPools(reads))),
    keypairs: async () => (await through('keypairs', keepMs.network, () => listKeypairs(reads))).map(keypairChoice),
    enterpriseProjects: () => through('enterpriseProjects', keepMs.catalogue, () => projectsOrNone(reads)),
    zones: async () =>
      (await through('zones', keepMs.catalogue, () => listAvailabilityZones(reads))).map(({ id }) => ({ name: id })),
    // What is lost with a server must be what is there now.
    phones: async (serverId) =>
      (await allPhones(reads, { serverId }))
        .map(({ id, name }) => ({ id, name }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true })),
    resizeFlavors: (serverId) =>
      through(`resizeFlavors/${serverId}`, keepMs.network, () => resizeFlavorsOf(reads, serverId)),
    ...desktopLookups(reads, through),
    ...orderLookups(reads),
  }
}

/** An account without the service is refused: it has no projects to choose from (network-and-lookup.md §5). */
async function projectsOrNone(reads: Cloud) {
  try {
    const projects = await listEnterpriseProjects(reads)
    return projects.map(({ id, name }) => ({ id, name }))
  } catch (error) {
    if (error instanceof CloudError && error.httpStatus === 403) return []
    throw error
  }
}

/** How many addresses one shared bandwidth may hold; unknown where quotas may not be seen. */
async function addressesOfSharedBandwidth(reads: Cloud): Promise<number | undefined> {
  try {
    const quotas = await networkQuotas(reads, { kind: 'shareBandwidthIP' })
    return quotas.find(({ kind }) => kind === 'shareBandwidthIP')?.quota
  } catch (error) {
    if (error instanceof CloudError && error.httpStatus === 403) return undefined
    throw error
  }
}
