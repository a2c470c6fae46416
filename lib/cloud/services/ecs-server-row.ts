import { z } from 'zod'

import { Flag, flagOf, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'

/** How a server is paid. The codes are the other way round than those of desktops. */
export type EcsBilling = 'pay_per_use' | 'prepaid' | 'spot' | 'unknown'

/** An ECS server. The date of its expiry is not in it but in billing, the size of its disks in `blockDevices`. */
export type EcsServer = {
  readonly id: string
  readonly name: string
  /** `ACTIVE`, `SHUTOFF`, `RESIZE`, `VERIFY_RESIZE`, `ERROR` … */
  readonly status: string
  /** What the cloud is doing with it (`resize_prep`, `powering-off` …); undefined when nothing. */
  readonly task: string | undefined
  readonly vmState: string | undefined
  /** 0 none, 1 running, 4 shut down. */
  readonly powerState: number | undefined
  readonly flavor: EcsServerFlavor | undefined
  readonly billing: EcsBilling
  readonly orderId: string | undefined
  readonly productId: string | undefined
  /** The code under which billing prices it, such as `s6.medium.2.linux`. */
  readonly resourceSpec: string | undefined
  readonly isFrozen: boolean
  readonly isLocked: boolean
  /** The order that holds the lock, while it is converted to prepaid. */
  readonly lockedByOrderId: string | undefined
  readonly fault: { readonly code: string | undefined; readonly message: string | undefined } | undefined
  readonly availabilityZone: string | undefined
  readonly addresses: readonly EcsAddress[]
  readonly volumes: readonly EcsVolume[]
  /** The dedicated host it runs on: its resize must name a host. */
  readonly dedicatedHostId: string | undefined
  readonly osType: string | undefined
  readonly imageName: string | undefined
  readonly imageId: string | undefined
  readonly vpcId: string | undefined
  readonly enterpriseProjectId: string | undefined
  /** `key=value` each. */
  readonly tags: readonly string[]
  readonly securityGroups: readonly string[]
  readonly createdAt: Date | undefined
  readonly updatedAt: Date | undefined
}

export type EcsServerFlavor = {
  readonly id: string
  readonly cpuCores: number | undefined
  readonly memoryMib: number | undefined
}

export type EcsAddress = {
  readonly address: string
  readonly version: 4 | 6
  /** A floating one is the public address. */
  readonly isPublic: boolean
  readonly portId: string | undefined
  readonly vpcId: string
}

export type EcsVolume = { readonly id: string; readonly device: string | undefined; readonly isSystem: boolean }

const Address = z.looseObject({
  addr: z.string(),
  version: Numeric,
  'OS-EXT-IPS:type': Text,
  'OS-EXT-IPS:port_id': Text,
})

/** All but the id may be null: so the cloud lists a server that was asked for by an unknown id. */
export const EcsServerRow = z.looseObject({
  id: Id,
  name: Text,
  status: Text,
  'OS-EXT-STS:task_state': Text,
  'OS-EXT-STS:vm_state': Text,
  'OS-EXT-STS:power_state': Numeric,
  flavor: z.looseObject({ id: Id, vcpus: Numeric, ram: Numeric }).nullish(),
  metadata: z
    .looseObject({
      charging_mode: Text,
      'metering.order_id': Text,
      'metering.product_id': Text,
      'metering.resourcespeccode': Text,
      EcmResStatus: Text,
      lockSource: Text,
      lockSourceId: Text,
      os_type: Text,
      image_name: Text,
      'metering.image_id': Text,
      vpc_id: Text,
    })
    .nullish(),
  locked: Flag,
  fault: z.looseObject({ code: Text, message: Text }).nullish(),
  'OS-EXT-AZ:availability_zone': Text,
  addresses: z.record(z.string(), z.array(Address)).nullish(),
  'os-extended-volumes:volumes_attached': z.array(z.looseObject({ id: Id, device: Text, bootIndex: Text })).nullish(),
  'os:scheduler_hints': z.looseObject({ dedicated_host_id: z.array(z.string()).nullish() }).nullish(),
  image: z.union([z.looseObject({ id: Text }), z.string()]).nullish(),
  enterprise_project_id: Text,
  tags: z.array(z.string()).nullish(),
  security_groups: z.array(z.looseObject({ name: Text })).nullish(),
  created: z.string().nullish(),
  updated: z.string().nullish(),
})
type EcsServerRow = z.output<typeof EcsServerRow>

export function ecsServerOf(row: EcsServerRow): EcsServer {
  const { metadata, fault } = row
  return {
    id: String(row.id),
    name: textOf(row.name) ?? '',
    status: textOf(row.status) ?? '',
    task: textOf(row['OS-EXT-STS:task_state']),
    vmState: textOf(row['OS-EXT-STS:vm_state']),
    powerState: numberOf(row['OS-EXT-STS:power_state']),
    flavor: flavorOf(row.flavor),
    billing: billings[textOf(metadata?.charging_mode) ?? ''] ?? 'unknown',
    orderId: textOf(metadata?.['metering.order_id']),
    productId: textOf(metadata?.['metering.product_id']),
    resourceSpec: textOf(metadata?.['metering.resourcespeccode']),
    isFrozen: textOf(metadata?.EcmResStatus) === 'freeze',
    isLocked: flagOf(row.locked),
    lockedByOrderId: textOf(metadata?.lockSource) === 'ORDER' ? textOf(metadata?.lockSourceId) : undefined,
    fault:
      fault === null || fault === undefined ? undefined : { code: textOf(fault.code), message: textOf(fault.message) },
    availabilityZone: textOf(row['OS-EXT-AZ:availability_zone']),
    addresses: addressesOf(row.addresses),
    volumes: (row['os-extended-volumes:volumes_attached'] ?? []).map((volume) => ({
      id: String(volume.id),
      device: textOf(volume.device),
      isSystem: textOf(volume.bootIndex) === '0',
    })),
    dedicatedHostId: row['os:scheduler_hints']?.dedicated_host_id?.[0],
    osType: textOf(metadata?.os_type),
    imageName: textOf(metadata?.image_name),
    imageId: textOf(metadata?.['metering.image_id']) ?? imageIdOf(row.image),
    vpcId: textOf(metadata?.vpc_id),
    enterpriseProjectId: textOf(row.enterprise_project_id),
    tags: row.tags ?? [],
    securityGroups: (row.security_groups ?? []).map(({ name }) => textOf(name)).filter((name) => name !== undefined),
    createdAt: instantOf(row.created),
    updatedAt: instantOf(row.updated),
  }
}

const billings: Readonly<Record<string, EcsBilling>> = { '0': 'pay_per_use', '1': 'prepaid', '2': 'spot' }

const flavorOf = (row: EcsServerRow['flavor']): EcsServerFlavor | undefined =>
  row === null || row === undefined
    ? undefined
    : { id: String(row.id), cpuCores: numberOf(row.vcpus), memoryMib: numberOf(row.ram) }

const addressesOf = (byVpc: EcsServerRow['addresses']): EcsAddress[] =>
  Object.entries(byVpc ?? {}).flatMap(([vpcId, rows]) =>
    rows.map((row) => ({
      address: row.addr,
      version: numberOf(row.version) === 6 ? (6 as const) : (4 as const),
      isPublic: textOf(row['OS-EXT-IPS:type']) === 'floating',
      portId: textOf(row['OS-EXT-IPS:port_id']),
      vpcId,
    })),
  )

const imageIdOf = (image: EcsServerRow['image']): string | undefined =>
  textOf(typeof image === 'object' ? image?.id : image)
