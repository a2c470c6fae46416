import { desktopDisks } from '../catalog/desktop-products.ts'
import { desktopCodes, desktopDiskCodes } from '../catalog/prices.ts'
import type { Cloud } from '../cloud.ts'
import { hexOf, productIdOf, uuidOf } from '../ids.ts'
import { liteDesktop } from '../services/workspace/lites.ts'
import { desktopResources } from '../services/workspace/run-job.ts'
import type { Project } from './account.ts'
import { type DesktopSketch, desktopSketches } from './desktop-sketches.ts'
import type { Desktop, DesktopHost, DesktopVolume } from './desktop.ts'
import { seedOrder } from './seed-orders.ts'

const dayMs = 86_400_000
const poolId = uuidOf('demo desktop-pool', 'call-centre')

/** Desktops, exclusive hosts and a pool of the demo account in cn-north-4, with the orders of the yearly/monthly ones. */
export function seedDesktops(cloud: Cloud): void {
  const { world } = cloud
  const project = world.projects[0]
  if (project === undefined) return
  const now = cloud.clock.now()
  world.desktopPools.push({
    id: poolId,
    projectId: project.id,
    name: 'call-centre',
    type: 'DYNAMIC',
    productId: 'workspace.x86.enterprise.large2',
    isPrepaid: false,
    createdAt: now - 60 * dayMs,
  })
  for (const [position, sketch] of desktopSketches.entries()) {
    const desktop = desktopOf(cloud, project, sketch, position, now)
    world.desktops.push(desktop)
    if (sketch.months !== undefined) orderDesktop(cloud, desktop, sketch.months)
  }
  seedHost(cloud, project, { id: '5e296a59-7128-403e-a9c6-50bb82f67525', name: 'wdh-01', lites: 4 }, now)
  seedHost(cloud, project, { id: uuidOf('demo desktop-host', 'wdh-02'), name: 'wdh-02', lites: 2 }, now)
  seedJob(cloud, project, now)
}

function desktopOf(cloud: Cloud, project: Project, sketch: DesktopSketch, position: number, now: number): Desktop {
  const { name, os = 'Windows' } = sketch
  const vpc = cloud.world.vpcs.find((row) => row.projectId === project.id && row.name === 'vpc-office')
  const createdAt = now - (sketch.daysAgo ?? 90 - position * 3) * dayMs
  const disk = (place: number, size: number, type: DesktopVolume['type'], volumeId?: string): DesktopVolume => ({
    id: hexOf('demo desktop-volume record', name, place),
    volumeId: volumeId ?? uuidOf('demo desktop-volume', name, place),
    type,
    size,
    device: `/dev/vd${'abcdef'[place] ?? 'z'}`,
    name: `${name.toLowerCase()}-${place}`,
    ...(sketch.isPooled && { poolDiskId: uuidOf('demo pool-disk', place) }),
    createdAt,
  })
  return {
    id: sketch.id ?? uuidOf('demo desktop', name),
    projectId: project.id,
    region: project.name,
    domainId: project.domainId,
    name,
    status: sketch.status ?? 'ACTIVE',
    task: sketch.task ?? '',
    process: sketch.task === undefined ? null : 40,
    productId: sketch.product,
    isPrepaid: sketch.months !== undefined,
    zone: `${project.name}${sketch.zone ?? 'a'}`,
    subnetId: cloud.world.subnets.find((row) => row.vpcId === vpc?.id)?.id ?? '',
    ip: `10.20.0.${position + 60}`,
    userName: sketch.user ?? '',
    loginStatus: sketch.status === undefined ? 'REGISTERED' : 'UNREGISTER',
    type: sketch.isPooled ? 'POOLED' : 'DEDICATED',
    ...(sketch.isPooled && { poolId }),
    ...(sketch.isHourly && { hourPackage: { policy: 'SHUTDOWN_OR_HIBERNATE' as const, duration: 100, used: 38 } }),
    isFrozen: sketch.isFrozen ?? false,
    os,
    imageName: os === 'Windows' ? 'Windows 10 Enterprise' : 'UOS 20 Pro',
    imageId: uuidOf('desktop image', os),
    enterpriseProjectId: '0',
    root: disk(0, sketch.rootSize ?? 80, 'SAS', sketch.rootVolumeId),
    data: (sketch.disks ?? []).map(({ size, type = 'SSD', volumeId }, place) => disk(place + 1, size, type, volumeId)),
    tags: position % 3 === 0 ? [{ key: 'team', value: 'design' }] : [],
    createdAt,
  }
}

/** Gives a yearly/monthly desktop the order that it was bought with, paid and delivered when it was made. */
export function orderDesktop(cloud: Cloud, desktop: Desktop, months: number): void {
  const disks = [desktop.root, ...desktop.data].map((volume) => ({
    ...desktopDiskCodes,
    resourceSpec: desktopDisks[volume.type].spec,
    size: volume.size,
    quantity: 1,
  }))
  const items = [{ ...desktopCodes, resourceSpec: desktop.productId, quantity: 1 }, ...disks]
  const wanted = { ...ordererOf(cloud, desktop), term: termOf(months), items }
  desktop.orderId = seedOrder(cloud, wanted, desktopResources(desktop)).id
}

const termOf = (months: number) =>
  months % 12 === 0 ? { periodType: 3 as const, periodNum: months / 12 } : { periodType: 2 as const, periodNum: months }

function ordererOf(cloud: Cloud, row: Pick<Desktop, 'createdAt' | 'domainId' | 'projectId' | 'region'>) {
  return {
    at: row.createdAt,
    domainId: row.domainId,
    projectId: row.projectId,
    region: row.region,
    serviceType: desktopCodes.cloudServiceType,
    userName: cloud.world.credentials[0]?.userName ?? '',
    enterpriseProjectId: '0',
    isAutoRenewed: true,
  }
}

type HostSketch = { id: string; name: string; lites: number }

function seedHost(cloud: Cloud, project: Project, { id, name, lites }: HostSketch, now: number): void {
  const productId = 'workspacehost.x86.c6'
  const host: DesktopHost = {
    id,
    projectId: project.id,
    region: project.name,
    domainId: project.domainId,
    name,
    zone: `${project.name}a`,
    productId,
    liteProductId: 'workspacehost.lite.desktop',
    orderId: '',
    enterpriseProjectId: '0',
    createdAt: now - 45 * dayMs,
  }
  const delivered = {
    resourceId: id,
    name,
    resourceType: desktopCodes.resourceType,
    resourceSpec: productId,
    productId: productIdOf(productId),
  }
  const items = [
    { ...desktopCodes, resourceSpec: productId, quantity: 1 },
    { ...desktopCodes, resourceSpec: host.liteProductId, quantity: lites },
  ]
  host.orderId = seedOrder(cloud, { ...ordererOf(cloud, host), term: termOf(12), items }, [delivered]).id
  cloud.world.desktopHosts.push(host)
  for (let position = 1; position <= lites; position += 1)
    cloud.world.desktops.push(liteDesktop(host, uuidOf('demo lite', name, position), position, host.createdAt))
}

/** A job that ran well some days ago: the id is that of the vendor's example. */
function seedJob(cloud: Cloud, project: Project, now: number): void {
  const desktop = cloud.world.desktops[0]
  if (desktop === undefined) return
  const beganAt = now - 5 * dayMs
  const work = { kind: 'power' as const, status: 'ACTIVE' as const }
  const part = { desktopId: desktop.id, status: 'SUCCESS' as const, process: 100, work, steps: [] }
  cloud.world.desktopJobs.push({
    id: '41162624-ba52-42f3-bdda-15c6d345ff60',
    projectId: project.id,
    type: 'operateDesktops',
    parts: [{ ...part, id: 'e43caef5-e478-4624-9e8c-b0b636331cbc', beganAt, endedAt: beganAt + 45_000 }],
    beganAt,
  })
}
