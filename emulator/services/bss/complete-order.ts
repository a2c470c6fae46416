import { addMonths } from '../../clock.ts'
import type { Cloud } from '../../cloud.ts'
import { nextHex, nextOrderId } from '../../ids.ts'
import type { Order, OrderLine, Subscription } from '../../world/order.ts'
import { accountOf } from './pay-order.ts'

/** Resources show up in billing this long after the order is completed. */
const resourceLagMs = 5_000

export type Delivered = Pick<
  Subscription,
  'resourceId' | 'name' | 'resourceType' | 'resourceSpec' | 'productId' | 'size' | 'parentResourceId'
>

/**
 * Ends a paid order. What was delivered becomes a subscription; what was not is paid back by an order of the system's
 * own (type 4, source 8).
 */
export function completeOrder(
  cloud: Cloud,
  order: Order,
  at: number,
  delivered: Delivered[],
  undelivered: number,
): void {
  const term = order.lines[0]
  const months = term === undefined ? 0 : term.periodNum * (term.periodType === 3 ? 12 : 1)
  const expireAt = addMonths(at, months)
  order.status = 5
  order.completedAt = at
  for (const line of order.lines) Object.assign(line, { effectiveAt: at, expireAt })
  for (const { size, parentResourceId, ...resource } of delivered)
    cloud.world.subscriptions.push({
      ...resource,
      ...(size !== undefined && { size }),
      ...(parentResourceId !== undefined && { parentResourceId }),
      id: nextHex(cloud.world),
      orderId: order.id,
      domainId: order.domainId,
      projectId: order.projectId,
      region: order.region,
      serviceType: order.serviceType,
      status: 2,
      effectiveAt: at,
      expireAt,
      expirePolicy: order.isAutoRenewed ? 3 : 0,
      enterpriseProjectId: order.enterpriseProjectId,
      updatedAt: at,
      visibleAt: at + resourceLagMs / cloud.clock.scale,
    })
  if (undelivered > 0) refund(cloud, order, at, undelivered)
}

function refund(cloud: Cloud, order: Order, at: number, undelivered: number): void {
  const lines = order.lines.map((line) => ({
    ...line,
    quantity: undelivered,
    amountFen: -(line.amountFen / line.quantity) * undelivered,
  }))
  payBack(cloud, order, at, lines)
}

/** An order of the system's own (type 4, source 8) that gives back the sum of the lines, which is below 0. */
export function payBack(cloud: Cloud, order: Order, at: number, lines: OrderLine[]): void {
  const amountFen = lines.reduce((sum, line) => sum + line.amountFen, 0)
  accountOf(cloud, order.domainId).balanceFen -= amountFen
  const refunded: Order = {
    ...order,
    id: nextOrderId(cloud.world, at),
    status: 5,
    type: 4,
    source: 8,
    amountFen,
    lines: lines.map((line) => ({ ...line, id: nextHex(cloud.world) })),
    createdAt: at,
    visibleAt: at,
    payUntil: at,
    paidAt: at,
    completedAt: at,
    baseOrderId: order.id,
  }
  delete refunded.change
  cloud.world.orders.push(refunded)
}
