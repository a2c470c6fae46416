import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { ask, type AskOptions, Flag, flagOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByMarker } from './paging.ts'

/** A flavor of ECS servers. */
export type EcsFlavor = {
  readonly id: string
  readonly name: string
  readonly cpuCores: number | undefined
  readonly memoryMib: number | undefined
  readonly architecture: 'arm64' | 'x86_64'
  /** `s6`, `c7` … */
  readonly generation: string | undefined
  /** `normal`, `computingv3`, `highmem`, `gpu` … */
  readonly performance: string | undefined
  /** `CloudCompute` is KVM, `FusionCompute` Xen. */
  readonly virtualization: string | undefined
  readonly cpuName: string | undefined
  readonly gpus: string | undefined
  readonly bandwidthMaxMbit: number | undefined
  readonly nicsMax: number | undefined
  /** Hyper-threading may be switched off when it is changed to this one. */
  readonly canSetThreads: boolean
  readonly isDisabled: boolean
  readonly isSoldPrepaid: boolean
  readonly isSoldPayPerUse: boolean
  /** What holds in the region where a zone does not say otherwise; `normal` where the cloud leaves it out. */
  readonly regionStatus: string
  /** By zone, where it differs. */
  readonly zoneStatuses: Readonly<Record<string, string>>
}

const Flavor = z.looseObject({
  id: z.string().min(1),
  name: Text,
  vcpus: Numeric,
  ram: Numeric,
  'OS-FLV-DISABLED:disabled': Flag,
  extra_specs: z.record(z.string(), Text).nullish(),
  /** The same in the list of all flavors. */
  os_extra_specs: z.record(z.string(), Text).nullish(),
})
const Flavors = z.looseObject({ flavors: z.array(Flavor) })

/** The vendor allows 1000, but a row takes over a KiB and the client reads no answer above 1 MiB. */
const LIMIT = 200

/**
 * All flavors that the cloud lets this server be changed to. Being in the list is not being in stock: ask
 * `flavorStatus` for the server's zone.
 */
export const resizeFlavors = (cloud: Cloud, serverId: string, options?: AskOptions): Promise<EcsFlavor[]> =>
  allByMarker(
    'ecs',
    (flavor) => flavor.id,
    async (marker) => {
      const path = `/v1/${cloud.projectId}/cloudservers/resize_flavors`
      const query = { instance_uuid: serverId, limit: LIMIT, marker }
      const call = { service: 'ecs', method: 'GET', path, query, api: 'ecs.listResizeFlavors' } as const
      const { flavors } = await ask(cloud, call, Flavors, options)
      return { rows: flavors.map(flavorOf), next: flavors.length < LIMIT ? undefined : flavors.at(-1)?.id }
    },
  )

/** One flavor by its id; undefined for one that the cloud no longer lists. */
export async function findFlavor(cloud: Cloud, flavorId: string, options?: AskOptions): Promise<EcsFlavor | undefined> {
  const path = `/v1/${cloud.projectId}/cloudservers/flavors`
  const query = { flavor_id: flavorId, limit: 1 }
  const call = { service: 'ecs', method: 'GET', path, query, api: 'ecs.listFlavors' } as const
  const { flavors } = await ask(cloud, call, Flavors, options)
  return flavors.map(flavorOf).find(({ id }) => id === flavorId)
}

function flavorOf(row: z.output<typeof Flavor>): EcsFlavor {
  const specs = row.extra_specs ?? row.os_extra_specs
  const spec = (key: string): string | undefined => textOf(specs?.[key])
  const soldAs = spec('cond:operation:charge')
  return {
    id: row.id,
    name: textOf(row.name) ?? row.id,
    cpuCores: numberOf(row.vcpus),
    memoryMib: numberOf(row.ram),
    architecture: spec('ecs:instance_architecture') === 'arm64' ? 'arm64' : 'x86_64',
    generation: spec('ecs:generation'),
    performance: spec('ecs:performancetype'),
    virtualization: spec('ecs:virtualization_env_types'),
    cpuName: spec('info:cpu:name'),
    gpus: spec('info:gpus'),
    bandwidthMaxMbit: numberOf(spec('quota:max_rate')),
    nicsMax: numberOf(spec('quota:vif_max_num')),
    canSetThreads: spec('hw:cpu_policy') === 'dedicated' && spec('hw:cpu_threads') === '2',
    isDisabled: flagOf(row['OS-FLV-DISABLED:disabled']),
    isSoldPrepaid: soldAs === undefined || /\bperiod\b/.test(soldAs),
    isSoldPayPerUse: soldAs === undefined || /\bdemand\b/.test(soldAs),
    regionStatus: spec('cond:operation:status') ?? 'normal',
    zoneStatuses: zoneStatusesOf(spec('cond:operation:az')),
  }
}

/** Reads `cn-north-4a(normal), cn-north-4b(sellout)`. */
const zoneStatusesOf = (text = ''): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([^\s,()]+)\s*\(\s*(\w+)\s*\)/g)].map(([, zone = '', status = '']) => [zone, status]),
  )

/** The state of sale in a zone (`normal`, `promotion`, `obt`, `sellout`, `abandon`): the zone's word before the region's. */
export const flavorStatus = ({ regionStatus, zoneStatuses }: EcsFlavor, zone: string | undefined): string =>
  (zone === undefined ? undefined : zoneStatuses[zone]) ?? regionStatus
