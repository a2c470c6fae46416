import { runDue } from '../agenda.ts'
import type { Cloud } from '../cloud.ts'
import type { Call } from '../gateway/call.ts'
import { hexOf } from '../ids.ts'
import { cancel } from '../services/bss/pay-order.ts'
import { purchaseServers } from '../services/cph/purchase.ts'
import type { World } from './world.ts'

const dayMs = 86_400_000

type Sketch = {
  region: string
  name: string
  daysAgo: number
  count: number
  isCancelled?: true
  /** The id of the vendor's examples, instead of one that follows from the seed. */
  id?: string
  body: Record<string, unknown>
}

const rx1 = {
  server_model_name: 'physical.rx1.xlarge',
  phone_model_name: 'rx1.cp.c60.d10.e1v1',
  image_id: '20032120200330a20b000eae5b8c01e6',
}
const kg1 = {
  server_model_name: 'physical.kg1.4xlarge.cp',
  phone_model_name: 'kg1.cp.c20.d64SSD.e1v1',
  image_id: '20060220200717f201120a2300000e91',
}
const rs2 = {
  server_model_name: 'physical.kg1.4xlarge.cp',
  phone_model_name: 'rs2.plus',
  image_id: '23080220230912e203221b21000004ce',
  phone_data_volume: { volume_type: 'GPSSD', size: 400 },
}

const sketches: Sketch[] = [
  { region: 'cn-north-4', name: 'qa-lab', daysAgo: 40, count: 1, body: { ...rx1, extend_param: term(3, 1) } },
  {
    region: 'cn-north-4',
    name: 'trial',
    daysAgo: 21,
    count: 1,
    isCancelled: true,
    body: { ...rx1, extend_param: term(2, 1) },
  },
  { region: 'cn-north-4', name: 'live-farm', daysAgo: 12, count: 2, body: { ...rs2, extend_param: term(2, 3) } },
  {
    region: 'cn-north-4',
    name: 'stream-hall',
    daysAgo: 30,
    count: 1,
    id: 'a176d8625981453bbafbc0a321d8d6a1',
    body: { ...rx1, phone_model_name: 'rx1.cp.c105.d6.e5v5', extend_param: term(2, 6) },
  },
  {
    region: 'cn-north-4',
    name: 'arcade',
    daysAgo: 25,
    count: 1,
    id: '1234567b8bab40ffb711234cb80d0234',
    body: { ...kg1, extend_param: term(2, 6) },
  },
  { region: 'ap-southeast-3', name: 'sea-shop', daysAgo: 3, count: 1, body: { ...rs2, extend_param: term(2, 1) } },
]

function term(periodType: 2 | 3, periodNum: number) {
  return { charging_mode: 0, period_type: periodType, period_num: periodNum, is_auto_pay: 1, is_auto_renew: 1 }
}

/**
 * Servers that the demo account has had for a while, with their orders, addresses and phones. They are bought by the
 * very handler that serves purchases, at moments in the past, and delivered before anyone looks.
 */
export function seedServers(cloud: Cloud): void {
  const { scale } = cloud.clock
  const options = cloud.options
  cloud.clock.scale = 1
  for (const sketch of sketches) {
    const call = purchaseCall(cloud, sketch)
    cloud.options = { ...options, autoPay: sketch.isCancelled ? 'never' : 'always', ordersStayProcessing: false }
    const orderId = purchaseServers(call).orderId
    const order = cloud.world.orders.find((candidate) => candidate.id === orderId)
    const server = cloud.world.servers.find((candidate) => candidate.orderId === orderId)
    if (sketch.id !== undefined && server !== undefined) server.id = sketch.id
    if (sketch.isCancelled && order !== undefined) cancel(cloud, order, call.at + 3_600_000)
    runDue(cloud)
  }
  cloud.clock.scale = scale
  cloud.options = options
  seedJobs(cloud.world)
}

function purchaseCall(cloud: Cloud, { region, name, daysAgo, count, body }: Sketch): Call {
  const { world } = cloud
  const credential = world.credentials.find((row) => row.kind === 'spend')
  const project = world.projects.find((row) => row.domainId === credential?.domainId && row.name === region)
  const vpc = world.vpcs.find((row) => row.projectId === project?.id)
  const subnet = world.subnets.find((row) => row.vpcId === vpc?.id)
  if (credential === undefined || project === undefined || vpc === undefined || subnet === undefined)
    throw new Error(`The seeded world has nothing in ${region}.`)
  return {
    cloud,
    caller: credential,
    project,
    params: { project_id: project.id },
    query: {},
    pairs: [],
    headers: {},
    requestId: hexOf(world.seed, 'seeded request', name),
    at: cloud.clock.now() - daysAgo * dayMs,
    language: 'en',
    body: {
      ...body,
      server_name: name,
      count,
      keypair_name: 'keypair',
      ports: [{ name: 'web', listen_port: 21_080, internet_accessible: 'true' }],
      tenant_vpc_id: vpc.id,
      nics: [{ subnet_id: subnet.id }],
      public_ip: { eip: { type: '5_bgp' }, count: 1 },
      band_width: { band_width_share_type: 0, band_width_charge_mode: 1, band_width_size: 100 },
    },
  }
}

/** One finished, one failed and one running job of the first server: purchases themselves start none. */
function seedJobs(world: World): void {
  const server = world.servers[0]
  if (server === undefined) return
  const requestId = hexOf('seeded jobs')
  const base = { projectId: server.projectId, requestId, beganAt: server.createdAt + dayMs }
  const phones = world.phones.filter((phone) => phone.serverId === server.id)
  const [first, second, third] = phones.map((phone, position) => ({
    ...base,
    id: hexOf('seeded job', position),
    phoneId: phone.id,
  }))
  if (first === undefined || second === undefined || third === undefined) return
  const endedAt = base.beganAt + 12_000
  world.jobs.push(
    { ...first, status: 2, endedAt },
    { ...second, status: -1, endedAt, errorCode: 'CPS.0054', errorMessage: 'The job timed out.' },
    { ...third, status: 1 },
  )
}
