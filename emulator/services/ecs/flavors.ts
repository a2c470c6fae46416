import {
  flavorStatus,
  resizeFlavorsOf,
  type ServerFlavor,
  serverFlavors,
  serverFlavorWith,
} from '../../catalog/server-flavors.ts'
import { type Call, ok, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import { ecsError } from './resize-body.ts'
import { existingServer } from './resize-rules.ts'

/** GET /v1/{project_id}/cloudservers/resize_flavors: what a server, or a flavor, can be changed to. No count. */
export function listResizeFlavors(call: Call): Reply {
  const flavorId = currentFlavorId(call)
  const current = serverFlavorWith(flavorId)
  if (current === undefined) throw ecsError('Ecs.0029', 'The flavor does not exist.')
  return ok({
    flavors: page(call, sorted(call, resizeFlavorsOf(current))).map((row) => flavorRow(call, row, 'extra_specs')),
  })
}

/** GET /v1/{project_id}/cloudservers/flavors: with a zone only what can be used there. */
export function listFlavors(call: Call): Reply {
  const zone = queryText(call, 'availability_zone')
  const id = queryText(call, 'flavor_id')
  const rows = serverFlavors.filter(
    (flavor) =>
      (id === undefined || flavor.id === id) && (zone === undefined || flavorStatus(flavor, zone) === 'normal'),
  )
  return ok({ flavors: page(call, rows).map((row) => flavorRow(call, row, 'os_extra_specs')) })
}

/** One of three parameters is mandatory; the server wins over the flavor's id, that over its name. */
function currentFlavorId(call: Call): string {
  const serverId = queryText(call, 'instance_uuid')
  if (serverId !== undefined) return existingServer(call, serverId).flavorId
  const flavorId = queryText(call, 'source_flavor_id') ?? queryText(call, 'source_flavor_name')
  if (flavorId === undefined) throw ecsError('Ecs.0005', 'instance_uuid or source_flavor_id is required.')
  return flavorId
}

const keys: Record<string, (flavor: ServerFlavor) => number | string> = {
  vcpus: (flavor) => flavor.vcpus,
  memory_mb: (flavor) => flavor.ramMb,
}

function sorted(call: Call, rows: ServerFlavor[]): ServerFlavor[] {
  const key = keys[queryText(call, 'sort_key') ?? ''] ?? ((flavor: ServerFlavor) => flavor.id)
  const direction = queryText(call, 'sort_dir') === 'desc' ? -1 : 1
  return rows.toSorted((a, b) => {
    const [one, other] = [key(a), key(b)]
    if (one === other) return a.id < b.id ? -1 : 1
    return one < other ? -direction : direction
  })
}

function page(call: Call, rows: ServerFlavor[]): ServerFlavor[] {
  const marker = queryText(call, 'marker')
  const start = marker === undefined ? 0 : rows.findIndex((row) => row.id === marker) + 1
  return rows.slice(start, start + (queryNumber(call, 'limit') ?? 1000))
}

/** vcpus are a text and ram is a number; the two lists name the same specifications differently. */
function flavorRow(call: Call, flavor: ServerFlavor, specs: 'extra_specs' | 'os_extra_specs') {
  return {
    id: flavor.id,
    name: flavor.id,
    vcpus: String(flavor.vcpus),
    ram: flavor.ramMb,
    disk: '0',
    swap: '',
    'OS-FLV-EXT-DATA:ephemeral': 0,
    'OS-FLV-DISABLED:disabled': false,
    rxtx_factor: 1,
    rxtx_quota: null,
    rxtx_cap: null,
    'os-flavor-access:is_public': true,
    links: [
      {
        rel: 'self',
        href: `https://ecs.${call.project.name}.myhuaweicloud.com/v1.0/${call.project.id}/flavors/${flavor.id}`,
        type: null,
      },
    ],
    [specs]: specsOf(flavor, call.project.name),
  }
}

function specsOf(flavor: ServerFlavor, region: string): Record<string, string> {
  const zones = Object.entries(flavor.zones ?? {}).map(([letter, status]) => `${region}${letter}(${status})`)
  return {
    'ecs:virtualization_env_types': flavor.virtualization,
    'ecs:generation': flavor.generation,
    'ecs:performancetype': flavor.performance,
    ...(flavor.architecture === 'arm64' && { 'ecs:instance_architecture': 'arm64' }),
    ...(flavor.performance === 'computingv3' && { 'hw:cpu_policy': 'dedicated', 'hw:cpu_threads': '2' }),
    resource_type: `IOoptimized${flavor.generation.toUpperCase()}`,
    'quota:max_rate': String(flavor.vcpus * 1_000),
    ...(flavor.charge !== undefined && { 'cond:operation:charge': flavor.charge }),
    ...(flavor.status !== undefined && { 'cond:operation:status': flavor.status }),
    ...(zones.length > 0 && { 'cond:operation:az': zones.join(', ') }),
  }
}
