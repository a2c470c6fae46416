import { cloudServerCodes, cloudServerSpec } from '../../catalog/prices.ts'
import type { ServerFlavor } from '../../catalog/server-flavors.ts'
import { type Call, ok, readBody, type Reply } from '../../gateway/call.ts'
import type { CloudServer, ServerJob } from '../../world/cloud-server.ts'
import type { Order } from '../../world/order.ts'
import { placeChange, type WantedChange } from '../bss/place-order.ts'
import { canPay, differenceFen, monthsLeft, payAsAsked } from '../bss/settle-change.ts'
import { ecsError, refuseBody, type ResizeServerBody, resizeServerBody } from './resize-body.ts'
import { checkResize, existingServer } from './resize-rules.ts'
import { beginJob, planJob, resizeSteps } from './run-job.ts'

/** POST /v1.1/{project_id}/cloudservers/{server_id}/resize: a job, for yearly/monthly servers behind an order. */
export function resizeServer(call: Call): Reply {
  const { cloud, at } = call
  const body = readBody(call, resizeServerBody, refuseBody)
  const server = existingServer(call, call.params['server_id'] ?? '')
  const target = checkResize(call, server, body)
  // 202 says that the checks passed, and nothing else happened.
  if (body.dry_run) return { status: 202, body: {} }
  const isPeriod = server.billing === 'period'
  const job = plannedJob(call, server, target, body)
  if (!isPeriod) {
    cloud.world.serverJobs.push(job)
    beginJob(cloud, job, at)
    return { ...ok({ job_id: job.id }), jobId: job.id }
  }
  const order = orderResize(call, server, target, body, job)
  if (cloud.options.serverResizeAnswer === 'order') return { ...ok({ order_id: order.id }), orderId: order.id }
  return { ...ok({ order_id: order.id, job_id: job.id }), orderId: order.id, jobId: job.id }
}

function plannedJob(call: Call, server: CloudServer, target: ServerFlavor, { resize }: ResizeServerBody): ServerJob {
  const threads = resize.cpu_options?.['hw:cpu_threads']
  const work = {
    kind: 'resize' as const,
    flavorId: target.id,
    ...(threads !== undefined && { cpuThreads: threads }),
    ...(resize.dedicated_host_id !== undefined && { dedicatedHostId: resize.dedicated_host_id }),
  }
  const parts = [{ serverId: server.id, work, steps: resizeSteps(server.status === 'ACTIVE') }]
  return planJob(call, 'resizeServer', parts, false)
}

function orderResize(
  call: Call,
  server: CloudServer,
  target: ServerFlavor,
  body: ResizeServerBody,
  job: ServerJob,
): Order {
  const { cloud, at } = call
  const wanted = wantedOrder(call, server, target, job)
  const isAsked = body.resize.extendparam?.isAutoPay === 'true'
  const { autoPay, autoPayShortage } = cloud.options
  const willPay = autoPay === 'obey' ? isAsked : autoPay === 'always'
  if (willPay && autoPayShortage === 'refuse' && !canPay(cloud, wanted.domainId, wanted.amountFen))
    throw ecsError('Ecs.0067', 'The account balance is too low.')
  const order = placeChange(cloud, wanted)
  Object.assign(job, { isUnpaid: true, orderId: order.id })
  cloud.world.serverJobs.push(job)
  payAsAsked(cloud, order, isAsked, at)
  return order
}

function wantedOrder(call: Call, server: CloudServer, target: ServerFlavor, job: ServerJob): WantedChange {
  const { cloud, at } = call
  const months = monthsLeft(cloud.world, server.id, at)
  const from = { ...cloudServerCodes, resourceSpec: cloudServerSpec(server.flavorId, server.os) }
  const to = { ...cloudServerCodes, resourceSpec: cloudServerSpec(target.id, server.os) }
  return {
    at,
    domainId: call.caller.domainId,
    projectId: call.project.id,
    region: call.project.name,
    serviceType: cloudServerCodes.cloudServiceType,
    userName: call.caller.userName,
    enterpriseProjectId: server.enterpriseProjectId,
    isAutoRenewed: false,
    item: { ...to, quantity: 1 },
    amountFen: differenceFen(cloud.world, from, to, months),
    months,
    baseOrderId: server.orderId ?? '',
    change: { kind: 'cloud-server', resourceId: server.id, jobId: job.id, isSettled: false },
  }
}
