import { cloudServerCodes, cloudServerSpec, diskCodes } from '../catalog/prices.ts'
import type { Cloud } from '../cloud.ts'
import { productIdOf, uuidOf } from '../ids.ts'
import type { Delivered } from '../services/bss/complete-order.ts'
import type { Project } from './account.ts'
import type { CloudServer, CloudServerStatus, ServerDisk } from './cloud-server.ts'
import { seedOrder } from './seed-orders.ts'

const dayMs = 86_400_000

/** The host and the server of the vendor's examples. */
const documentedHost = '459a2b9d-804a-4745-ab19-a113bb1b4ddc'
const documentedServer = 'b37fd80e-ac67-4d02-b9f1-9891c9c0fabf'

/** One seeded server. What is not said is usual: Linux, running, pay-per-use, zone a, one disk of 40 GB. */
type Sketch = {
  name: string
  id?: string
  flavor: string
  months?: number
  daysAgo?: number
  status?: CloudServerStatus
  os?: 'Windows'
  zone?: 'b'
  disks?: number[]
  isSpot?: true
  isLocked?: true
  isFrozen?: true
  hostId?: string
}

const sketches: Sketch[] = [
  { name: 'ecs-5e70', id: documentedServer, flavor: 's6.medium.2', status: 'SHUTOFF' },
  { name: 'web-01', flavor: 's6.large.2', months: 12, daysAgo: 200, disks: [40, 100] },
  { name: 'web-02', flavor: 's6.large.2', months: 3, daysAgo: 40, status: 'SHUTOFF', disks: [40, 100] },
  { name: 'db-01', flavor: 'm7.large.8', months: 6, daysAgo: 100, zone: 'b', disks: [40, 500, 500] },
  { name: 'build-01', flavor: 'c7.large.2', disks: [100] },
  { name: 'build-02', flavor: 'c7.xlarge.2', status: 'SHUTOFF', disks: [100] },
  { name: 'win-01', flavor: 's6.xlarge.2', months: 1, daysAgo: 10, status: 'SHUTOFF', os: 'Windows', disks: [80] },
  { name: 'arm-01', flavor: 'kc1.large.2', status: 'SHUTOFF' },
  { name: 'spot-01', flavor: 'c7.large.2', isSpot: true, status: 'SHUTOFF' },
  { name: 'host-01', flavor: 's3.large.2', hostId: documentedHost, status: 'SHUTOFF' },
  { name: 'broken-01', flavor: 's6.large.2', status: 'ERROR' },
  { name: 'locked-01', flavor: 's6.large.2', isLocked: true, status: 'SHUTOFF' },
  { name: 'frozen-01', flavor: 's6.large.2', months: 3, daysAgo: 60, isFrozen: true, status: 'SHUTOFF' },
  { name: 'fail-resize-01', flavor: 's6.large.2', status: 'SHUTOFF' },
  { name: 'fail-resize-02', flavor: 's6.large.2', months: 6, daysAgo: 60, status: 'SHUTOFF' },
  { name: 'fail-capacity-01', flavor: 's6.large.2' },
]

/** ECS servers and dedicated hosts of the demo account in cn-north-4, with the orders of the yearly/monthly ones. */
export function seedCloudServers(cloud: Cloud): void {
  const { world } = cloud
  const project = world.projects[0]
  if (project === undefined) return
  const now = cloud.clock.now()
  const zone = `${project.name}a`
  world.dedicatedHosts.push(
    { id: documentedHost, projectId: project.id, name: 'deh-01', zone },
    { id: uuidOf('demo dedicated-host', 'deh-02'), projectId: project.id, name: 'deh-02', zone },
  )
  for (const [position, sketch] of sketches.entries()) {
    const server = serverOf(cloud, project, sketch, position, now)
    world.cloudServers.push(server)
    if (sketch.months !== undefined) orderCloudServer(cloud, server, sketch.months)
  }
  world.serverJobs.push({
    id: '70a599e0-31e7-49b7-b260-868f441e862b',
    projectId: project.id,
    type: 'startServer',
    isUnpaid: false,
    isBatch: true,
    parts: [
      {
        id: uuidOf('demo server-job part'),
        serverId: uuidOf('demo cloud-server', 'web-01'),
        status: 'SUCCESS',
        work: { kind: 'power' },
        steps: [],
        beganAt: now - dayMs,
        endedAt: now - dayMs + 24_000,
      },
    ],
    beganAt: now - dayMs,
  })
}

function serverOf(cloud: Cloud, project: Project, sketch: Sketch, position: number, now: number): CloudServer {
  const { name, os = 'Linux', disks = [40] } = sketch
  const vpc = cloud.world.vpcs.find((row) => row.projectId === project.id)
  const createdAt = now - (sketch.daysAgo ?? 150 - position) * dayMs
  return {
    id: sketch.id ?? uuidOf('demo cloud-server', name),
    projectId: project.id,
    region: project.name,
    domainId: project.domainId,
    name,
    status: sketch.status ?? 'ACTIVE',
    task: null,
    flavorId: sketch.flavor,
    billing: sketch.isSpot ? 'spot' : sketch.months === undefined ? 'demand' : 'period',
    zone: `${project.name}${sketch.zone ?? 'a'}`,
    vpcId: vpc?.id ?? '',
    privateIp: `192.168.3.${position + 10}`,
    ...(position % 4 === 1 && { publicIp: `198.19.0.${position + 1}` }),
    os,
    imageId: uuidOf('server image', os, sketch.flavor.startsWith('k') ? 'arm' : 'x86'),
    imageName: os === 'Windows' ? 'Windows Server 2022' : 'Huawei Cloud EulerOS 2.0',
    isLocked: sketch.isLocked ?? false,
    isFrozen: sketch.isFrozen ?? false,
    ...(sketch.hostId !== undefined && { dedicatedHostId: sketch.hostId }),
    ...(sketch.status === 'ERROR' && {
      fault: { code: 500, message: 'No valid host was found.', created: now - dayMs },
    }),
    disks: disks.map((size, place): ServerDisk => ({
      id: uuidOf('demo server-disk', name, place),
      size,
      type: place === 0 ? 'SAS' : 'SSD',
      device: `/dev/vd${'abcdef'[place] ?? 'z'}`,
    })),
    tags: position % 2 === 0 ? ['team=platform'] : [],
    enterpriseProjectId: '0',
    createdAt,
    updatedAt: createdAt,
  }
}

/** Gives a yearly/monthly server the order that it was bought with, paid and delivered when it was made. */
export function orderCloudServer(cloud: Cloud, server: CloudServer, months: number): void {
  const spec = cloudServerSpec(server.flavorId, server.os)
  const main: Delivered = {
    resourceId: server.id,
    name: server.name,
    resourceType: cloudServerCodes.resourceType,
    resourceSpec: spec,
    productId: productIdOf(spec),
  }
  const disks = server.disks.map((disk, place): Delivered => ({
    resourceId: disk.id,
    name: `${server.name}-volume-${place}`,
    resourceType: diskCodes.resourceType,
    resourceSpec: disk.type,
    productId: productIdOf(disk.type),
    size: disk.size,
    parentResourceId: server.id,
  }))
  const items = [
    { ...cloudServerCodes, resourceSpec: spec, quantity: 1 },
    ...server.disks.map((disk) => ({ ...diskCodes, resourceSpec: disk.type, size: disk.size, quantity: 1 })),
  ]
  const term = { periodType: 2 as const, periodNum: months }
  const wanted = {
    at: server.createdAt,
    domainId: server.domainId,
    projectId: server.projectId,
    region: server.region,
    serviceType: cloudServerCodes.cloudServiceType,
    userName: cloud.world.credentials[0]?.userName ?? '',
    enterpriseProjectId: '0',
    isAutoRenewed: true,
    term,
    items,
  }
  server.orderId = seedOrder(cloud, wanted, [main, ...disks]).id
}
