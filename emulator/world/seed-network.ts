import { hexOf, uuidOf } from '../ids.ts'
import type { Account, Project } from './account.ts'
import type { Bandwidth, Eip } from './network.ts'
import { userIdOf } from './seed-accounts.ts'
import { regions, type World } from './world.ts'

/**
 * Ids of documented requests, so that they work as printed in the demo account: the vendor's purchase in cn-north-4, the
 * fuller examples of our own reference in cn-east-3.
 */
const documented: Record<string, string> = {
  'demo cn-north-4 vpc 0': 'fca063f6-b942-42a8-9004-e5545f58d6a2',
  'demo cn-north-4 subnet 0': 'f1cbfc37-eb42-4357-a0ec-9e4f11950908',
  'demo cn-east-3 vpc 0': '6f0d8b0e-21c7-4a55-9d0a-0b6c0e9f7a11',
  'demo cn-east-3 subnet 0': 'c2a4b6d8-7e90-4f12-8a34-5b6c7d8e9f01',
  'demo cn-east-3 shared-bandwidth 0': '388a04fb-c039-42d2-91e4-077444003e25',
  'demo cn-east-3 eip 0': '91f0a7d2-3c4b-4d5e-8f60-718293a4b5c6',
}

const networks = [
  { name: 'vpc-live', cidr: '192.168.0.0/16' },
  { name: 'vpc-office', cidr: '10.20.0.0/16' },
  { name: 'vpc-lab', cidr: '172.16.0.0/12' },
]
const subnets = [
  { name: 'subnet-live-a', vpc: 0, cidr: '192.168.0.0/24', ipv6: false, freeAddresses: 240 },
  { name: 'subnet-live-b', vpc: 0, cidr: '192.168.16.0/20', ipv6: true, freeAddresses: 4_080 },
  { name: 'subnet-office-a', vpc: 1, cidr: '10.20.0.0/24', ipv6: false, freeAddresses: 201 },
  { name: 'subnet-office-full', vpc: 1, cidr: '10.20.1.0/29', ipv6: false, freeAddresses: 1 },
  { name: 'subnet-lab-a', vpc: 2, cidr: '172.16.0.0/20', ipv6: true, freeAddresses: 4_001 },
  { name: 'subnet-lab-b', vpc: 2, cidr: '172.16.32.0/24', ipv6: false, freeAddresses: 251 },
]
const eipsPerProject = 40

/** Networks, addresses, bandwidths and key pairs of one project; every id follows from its name. */
export function seedNetwork(world: World, account: Account, project: Project, at: number): void {
  const place = `${account.name} ${project.name}`
  const idOf = (kind: string, position: number): string =>
    documented[`${place} ${kind} ${position}`] ?? uuidOf(place, kind, position)
  const base = { projectId: project.id, enterpriseProjectId: '0' }

  networks.forEach(({ name, cidr }, position) =>
    world.vpcs.push({
      ...base,
      id: idOf('vpc', position),
      name,
      cidr,
      description: '',
      createdAt: at + position * 1000,
    }),
  )
  subnets.forEach(({ name, vpc, cidr, ipv6, freeAddresses }, position) =>
    world.subnets.push({
      id: idOf('subnet', position),
      neutronSubnetId: idOf('neutron-subnet', position),
      projectId: project.id,
      vpcId: idOf('vpc', vpc),
      name,
      cidr,
      gatewayIp: cidr.replace(/\.0\/\d+$/, '.1'),
      ipv6,
      freeAddresses,
      createdAt: at + position * 1000,
    }),
  )
  for (const [position, name] of ['default', 'Sys-FullAccess', 'Sys-WebServer', 'phones'].entries())
    world.securityGroups.push({
      id: idOf('group', position),
      projectId: project.id,
      name,
      description: '',
      createdAt: at,
    })
  seedBandwidths(world, project, idOf, at)
  seedEips(world, project, idOf, at)
  seedKeyPairs(world, account, project, at)
}

type IdOf = (kind: string, position: number) => string

function seedBandwidths(world: World, project: Project, idOf: IdOf, at: number): void {
  const rows: Pick<Bandwidth, 'name' | 'sizeMbit' | 'chargeMode'>[] = [
    { name: 'shared-live', sizeMbit: 300, chargeMode: 'bandwidth' },
    { name: 'shared-office', sizeMbit: 50, chargeMode: 'bandwidth' },
    { name: 'shared-lab', sizeMbit: 5, chargeMode: 'bandwidth' },
  ]
  rows.forEach((row, position) =>
    world.bandwidths.push({
      ...row,
      id: idOf('shared-bandwidth', position),
      projectId: project.id,
      shareType: 'WHOLE',
      line: 'share',
      billingInfo: '',
      enterpriseProjectId: '0',
      createdAt: at + position * 1000,
    }),
  )
}

/** Twenty free, twelve bound, four frozen, four bought for a term. */
function seedEips(world: World, project: Project, idOf: IdOf, at: number): void {
  for (let position = 0; position < eipsPerProject; position += 1) {
    const createdAt = at + position * 1000
    const bandwidthId = idOf('bandwidth', position)
    const line = position % 10 === 9 && project.name !== 'ap-southeast-3' ? '5_sbgp' : '5_bgp'
    const eip: Eip = {
      id: idOf('eip', position),
      projectId: project.id,
      alias: position % 4 === 0 ? `entrance-${position}` : '',
      line,
      address: `203.0.113.${regions.findIndex((region) => region === project.name) * 80 + position + 1}`,
      status: position < 20 || position >= 36 ? 'DOWN' : position < 32 ? 'ACTIVE' : 'FREEZED',
      bandwidthId,
      enterpriseProjectId: '0',
      createdAt,
      ...(position >= 20 &&
        position < 32 && {
          privateIp: `10.20.0.${position + 10}`,
          portId: idOf('port', position),
          vpcId: idOf('vpc', 1),
          deviceOwner: 'compute:az',
          deviceId: idOf('instance', position),
        }),
      ...(position >= 36 && {
        orderId: `CS24010110${position}TERM${position % 10}`,
        productId: 'OFFI451249149551403012',
      }),
    }
    world.eips.push(eip)
    world.bandwidths.push({
      id: bandwidthId,
      projectId: project.id,
      name: `bandwidth-${position}`,
      sizeMbit: 5 + (position % 4) * 5,
      shareType: 'PER',
      chargeMode: position % 2 === 0 ? 'traffic' : 'bandwidth',
      line: line.slice(2),
      billingInfo: eip.orderId === undefined ? '' : `${eip.orderId}:${eip.productId}:${project.name}:${project.id}`,
      enterpriseProjectId: '0',
      createdAt,
    })
  }
}

function seedKeyPairs(world: World, account: Account, project: Project, at: number): void {
  const firstKind = account.kind === 'demo' ? 'spend' : account.kind
  const owner = userIdOf(account.name, firstKind)
  const rows = [
    { name: 'keypair', scope: 'domain' as const },
    { name: 'KeyPair-ops', scope: 'domain' as const },
    { name: 'KeyPair-live', scope: 'domain' as const },
    { name: 'KeyPair-private', scope: 'user' as const },
    { name: 'KeyPair-old', scope: 'user' as const },
  ]
  rows.forEach(({ name, scope }, position) =>
    world.keyPairs.push({
      id: position + 1,
      projectId: project.id,
      name,
      scope,
      userId: owner,
      publicKey: `ssh-rsa AAAAB3NzaC1yc2EFAKE${hexOf(project.id, name)} Generated-by-emulator`,
      fingerprint: hexOf('fingerprint', project.id, name).replaceAll(/(..)(?!$)/g, '$1:'),
      createdAt: at + position * 1000,
    }),
  )
}

export function seedZones(world: World): void {
  for (const region of regions)
    for (const letter of ['a', 'b', 'c'])
      world.zones.push({ name: `${region}${letter}`, region, isAvailable: letter !== 'c' })
}
