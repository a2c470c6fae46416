import { phoneServerCodes, phoneServerSpec } from '../catalog/prices.ts'
import { hexOf, productIdOf, uuidOf } from '../ids.ts'
import type { CloudServer } from './cloud-server.ts'
import type { Desktop } from './desktop.ts'
import type { Order, Subscription } from './order.ts'
import type { PhoneServer } from './phone-server.ts'
import type { World } from './world.ts'

const minuteMs = 60_000

const numbered = (name: string, count: number): string => `${name}-${String(count + 1).padStart(6, '0')}`
const addressOf = (count: number): string =>
  `10.${64 + (Math.floor(count / 65_536) % 64)}.${Math.floor(count / 256) % 256}.${count % 256}`

function place(world: World) {
  const project = world.projects[0]
  if (project === undefined) throw new Error('The world has no project.')
  return { projectId: project.id, region: project.name, domainId: project.domainId, enterpriseProjectId: '0' }
}

/** One of many desktops: two in three run, every other one is pay-per-use. */
export function bulkDesktop(world: World, count: number, at: number): Desktop {
  const name = numbered('BULK', count)
  const createdAt = at - (count + 1) * minuteMs
  const products = [
    'workspace.x86.ultimate.large2',
    'workspace.x86.ultimate.xlarge2',
    'workspace.x86.enterprise.large2',
  ]
  return {
    ...place(world),
    id: uuidOf('bulk desktop', count),
    name,
    status: count % 3 === 2 ? 'SHUTOFF' : 'ACTIVE',
    task: '',
    process: null,
    productId: products[count % products.length] ?? '',
    isPrepaid: count % 2 === 0,
    ...(count % 2 === 0 && { orderId: `CS2501010101${String(count % 100_000).padStart(5, '0')}` }),
    zone: `${place(world).region}${count % 2 === 0 ? 'a' : 'b'}`,
    subnetId: uuidOf('bulk subnet'),
    ip: addressOf(count),
    userName: `user${count % 5_000}`,
    loginStatus: 'REGISTERED',
    type: 'DEDICATED',
    isFrozen: false,
    os: 'Windows',
    imageName: 'Windows 10 Enterprise',
    imageId: uuidOf('desktop image', 'Windows'),
    root: {
      id: hexOf('bulk volume record', count),
      volumeId: uuidOf('bulk volume', count),
      type: 'SAS',
      size: 80,
      device: '/dev/sda',
      name: `${name}-0`,
      createdAt,
    },
    data: [],
    tags: [],
    createdAt,
  }
}

/** One of many ECS servers: two in three run, every other one is yearly/monthly. */
export function bulkCloudServer(world: World, count: number, at: number): CloudServer {
  const createdAt = at - (count + 1) * minuteMs
  const flavors = ['s6.large.2', 's6.xlarge.2', 'c7.large.2', 'm7.large.8']
  return {
    ...place(world),
    id: uuidOf('bulk server', count),
    name: numbered('bulk', count),
    status: count % 3 === 2 ? 'SHUTOFF' : 'ACTIVE',
    task: null,
    flavorId: flavors[count % flavors.length] ?? '',
    billing: count % 2 === 0 ? 'period' : 'demand',
    ...(count % 2 === 0 && { orderId: `CS2501010102${String(count % 100_000).padStart(5, '0')}` }),
    zone: `${place(world).region}a`,
    vpcId: world.vpcs[0]?.id ?? '',
    privateIp: addressOf(count),
    os: 'Linux',
    imageId: uuidOf('server image', 'Linux', 'x86'),
    imageName: 'Huawei Cloud EulerOS 2.0',
    isLocked: false,
    isFrozen: false,
    disks: [{ id: uuidOf('bulk server-disk', count), size: 40, type: 'SAS', device: '/dev/vda' }],
    tags: [],
    createdAt,
    updatedAt: createdAt,
  }
}

/** One of many phone servers, running and without phones. */
export function bulkPhoneServer(world: World, count: number, at: number): PhoneServer {
  const [serverModel, phoneModel] = ['physical.rx1.xlarge', 'rx1.cp.c60.d10.e1v1']
  const createdAt = at - (count + 1) * minuteMs
  return {
    ...place(world),
    id: hexOf('bulk phone-server', count),
    name: numbered('bulk', count),
    serverModel,
    phoneModel,
    imageId: '20032120200330a20b000eae5b8c01e6',
    keyPair: 'keypair',
    zone: `${place(world).region}a`,
    vpcId: world.vpcs[0]?.id ?? '',
    subnetId: uuidOf('bulk phone subnet'),
    orderId: `CS2501010103${String(count % 100_000).padStart(5, '0')}`,
    productId: productIdOf(phoneServerSpec(serverModel, phoneModel)),
    status: 5,
    isOrdered: true,
    isDoomed: false,
    generation: 0,
    ports: [],
    property: '{}',
    phonesPerIp: 60,
    eipCount: 0,
    eipLine: '5_bgp',
    bandwidth: { shareType: 0, chargeMode: 1, sizeMbit: 100 },
    serverIps: [addressOf(count)],
    publicIps: [],
    bandwidthIds: [],
    createdAt,
    updatedAt: createdAt,
    visibleAt: createdAt,
  }
}

/** One of many orders, paid and completed. */
export function bulkOrder(world: World, count: number, at: number): Order {
  const { projectId, region, domainId, enterpriseProjectId } = place(world)
  const resourceSpec = phoneServerSpec('physical.rx1.xlarge', 'rx1.cp.c60.d10.e1v1')
  const createdAt = at - (count + 1) * minuteMs
  const amountFen = 595_000
  return {
    projectId,
    region,
    domainId,
    enterpriseProjectId,
    id: `CS25010101${String(Math.floor(count / 100_000)).padStart(2, '0')}${String(count % 100_000).padStart(5, '0')}`,
    serviceType: phoneServerCodes.cloudServiceType,
    status: 5,
    type: 1,
    source: 1,
    amountFen,
    userName: world.credentials[0]?.userName ?? '',
    isAutoRenewed: false,
    lines: [
      {
        id: hexOf('bulk order line', count),
        productId: productIdOf(resourceSpec),
        ...phoneServerCodes,
        resourceSpec,
        quantity: 1,
        amountFen,
        periodType: 2,
        periodNum: 1,
      },
    ],
    createdAt,
    visibleAt: createdAt,
    payUntil: createdAt,
    paidAt: createdAt,
    completedAt: createdAt,
    isStuck: false,
  }
}

/** What one of many orders delivered: a phone server, for a month. */
export const bulkSubscription = (order: Order, count: number): Subscription => ({
  id: hexOf('bulk subscription', count),
  resourceId: hexOf('bulk ordered-server', count),
  name: numbered('bulk', count),
  orderId: order.id,
  domainId: order.domainId,
  projectId: order.projectId,
  region: order.region,
  serviceType: order.serviceType,
  resourceType: phoneServerCodes.resourceType,
  resourceSpec: phoneServerSpec('physical.rx1.xlarge', 'rx1.cp.c60.d10.e1v1'),
  productId: order.lines[0]?.productId ?? '',
  status: 2,
  effectiveAt: order.createdAt,
  expireAt: order.createdAt + 30 * 24 * 60 * minuteMs,
  expirePolicy: 0,
  enterpriseProjectId: order.enterpriseProjectId,
  updatedAt: order.createdAt,
  visibleAt: order.createdAt,
})
