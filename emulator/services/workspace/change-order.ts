import { desktopDisks } from '../../catalog/desktop-products.ts'
import { desktopCodes, desktopDiskCodes, monthFen } from '../../catalog/prices.ts'
import { type Call, ok, readBody, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { Desktop, DesktopJob } from '../../world/desktop.ts'
import type { Order } from '../../world/order.ts'
import { type Orderer, placeChange, placeOrder } from '../bss/place-order.ts'
import { differenceFen, monthsLeft, payAsAsked } from '../bss/settle-change.ts'
import { type ChangeOrderBody, changeOrderBody, refuseBody } from './bodies.ts'
import { checkExpansion, checkLites, checkResize, checkToPeriod } from './change-rules.ts'
import { planJob, quietSteps, resizeSteps } from './run-job.ts'

/** POST /v2/{project_id}/periodic/{desktop_id}/change/order: one order of one of four kinds. It does nothing until it is paid. */
export function createChangeOrder(call: Call): Reply {
  const body = readBody(call, changeOrderBody, refuseBody)
  const { order, job } = ordered(call, body)
  job.orderId = order.id
  const { autoPayShortage, changeJobId } = call.cloud.options
  const outcome = payAsAsked(call.cloud, order, body.extend_param?.is_auto_pay === 'true', call.at)
  if (outcome === 'short' && autoPayShortage === 'refuse')
    throw new CloudError(400, 'CBC.30060005', 'The account balance is insufficient.', order.id)
  if (changeJobId === 'never') return { ...ok({ order_id: order.id }), orderId: order.id }
  return { ...ok({ order_id: order.id, job_id: job.id }), orderId: order.id, jobId: job.id }
}

type Ordered = { order: Order; job: DesktopJob }

function ordered(call: Call, body: ChangeOrderBody): Ordered {
  switch (body.type) {
    case 'resizeDesktops':
      return orderResize(call, body)
    case 'expandVolumes':
      return orderExpansion(call, body)
    case 'meteredToPeriod':
      return orderTerm(call, body)
    case 'resizeExclusiveLites':
      return orderLites(call, body)
  }
}

function orderResize(call: Call, body: ChangeOrderBody): Ordered {
  const { desktop, target } = checkResize(call, body.resize_product_id ?? '')
  const steps = resizeSteps(desktop.status === 'ACTIVE')
  const work = { kind: 'resize' as const, productId: target.id }
  const job = planJob(call, body.type, [{ desktopId: desktop.id, work, steps }])
  const { world } = call.cloud
  const months = monthsLeft(world, desktop.id, call.at)
  const from = { ...desktopCodes, resourceSpec: desktop.productId }
  const to = { ...desktopCodes, resourceSpec: target.id }
  const order = placeChange(call.cloud, {
    ...orderer(call, body, desktop),
    item: { ...to, quantity: 1 },
    amountFen: differenceFen(world, from, to, months),
    months,
    baseOrderId: desktop.orderId ?? '',
    change: { kind: 'desktop', resourceId: desktop.id, jobId: job.id, isSettled: false },
  })
  return { order, job }
}

function orderExpansion(call: Call, body: ChangeOrderBody): Ordered {
  const newSize = body.expand_new_size ?? 0
  const { desktop, volume } = checkExpansion(call, body.expand_volume_id ?? '', newSize)
  const work = { kind: 'expand' as const, volumeId: volume.volumeId, newSize }
  const job = planJob(call, body.type, [{ desktopId: desktop.id, work, steps: quietSteps() }])
  const { world } = call.cloud
  const months = monthsLeft(world, desktop.id, call.at)
  const codes = { ...desktopDiskCodes, resourceSpec: desktopDisks[volume.type].spec }
  const to = { ...codes, size: newSize }
  const order = placeChange(call.cloud, {
    ...orderer(call, body, desktop),
    item: { ...to, quantity: 1 },
    amountFen: differenceFen(world, { ...codes, size: volume.size }, to, months),
    months,
    baseOrderId: desktop.orderId ?? '',
    change: { kind: 'desktop', resourceId: desktop.id, jobId: job.id, isSettled: false },
  })
  return { order, job }
}

/** Without is_subscribe the term is chosen when it is paid; until then the order counts one month. */
function orderTerm(call: Call, body: ChangeOrderBody): Ordered {
  const desktop = checkToPeriod(call)
  const work = { kind: 'to-period' as const }
  const job = planJob(call, body.type, [{ desktopId: desktop.id, work, steps: quietSteps() }])
  const isTermChosen = body.is_subscribe === true
  const disks = [desktop.root, ...desktop.data].map((volume) => ({
    ...desktopDiskCodes,
    resourceSpec: desktopDisks[volume.type].spec,
    size: volume.size,
    quantity: 1,
  }))
  const order = placeOrder(call.cloud, {
    ...orderer(call, body, desktop),
    type: 11,
    isAutoRenewed: body.is_auto_renew === 1,
    term: isTermChosen
      ? { periodType: body.period_type ?? 2, periodNum: body.period_num ?? 1 }
      : { periodType: 2, periodNum: 1 },
    ...(!isTermChosen && { isTermOpen: true as const }),
    items: [{ ...desktopCodes, resourceSpec: desktop.productId, quantity: 1 }, ...disks],
    change: { kind: 'desktop', resourceId: desktop.id, jobId: job.id, isSettled: false },
  })
  return { order, job }
}

function orderLites(call: Call, body: ChangeOrderBody): Ordered {
  const { host, product, present, quantity } = checkLites(call, body)
  const { world } = call.cloud
  const work = { kind: 'lites' as const, hostId: host.id, productId: product.id, quantity }
  const job = planJob(call, body.type, [{ desktopId: '', work, steps: quietSteps() }])
  const months = monthsLeft(world, host.id, call.at)
  const fenFor = (spec: string, count: number): number =>
    Math.round((monthFen({ ...desktopCodes, resourceSpec: spec }) ?? 0) * world.priceFactor) * count * months
  const order = placeChange(call.cloud, {
    ...orderer(call, body, host),
    item: { ...desktopCodes, resourceSpec: product.id, quantity },
    amountFen: fenFor(product.id, quantity) - fenFor(host.liteProductId, present),
    months,
    baseOrderId: host.orderId,
    change: { kind: 'desktop', resourceId: host.id, jobId: job.id, isSettled: false },
  })
  return { order, job }
}

const orderer = (call: Call, body: ChangeOrderBody, of: Pick<Desktop, 'enterpriseProjectId'>): Orderer => ({
  at: call.at,
  domainId: call.caller.domainId,
  projectId: call.project.id,
  region: call.project.name,
  serviceType: desktopCodes.cloudServiceType,
  userName: call.caller.userName,
  enterpriseProjectId: body.enterprise_project_id || of.enterpriseProjectId,
  isAutoRenewed: false,
})
