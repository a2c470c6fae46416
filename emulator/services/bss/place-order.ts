import { scheduleAt } from '../../agenda.ts'
import { priceFen, type Product } from '../../catalog/prices.ts'
import type { Cloud } from '../../cloud.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import { nextHex, nextOrderId, productIdOf } from '../../ids.ts'
import type { Order, OrderLine, Term } from '../../world/order.ts'

export type Wanted = {
  at: number
  domainId: string
  projectId: string
  region: string
  serviceType: string
  userName: string
  enterpriseProjectId: string
  isAutoRenewed: boolean
  term: Term
  items: (Product & { quantity: number })[]
}

/** Writes an unpaid subscribe order. Its deadline is planned with it. */
export function placeOrder(cloud: Cloud, wanted: Wanted): Order {
  const { world, clock, options } = cloud
  const { at, term, items, ...owner } = wanted
  const lines = items.map((item): OrderLine => {
    const unitFen = priceFen(item, term, world.priceFactor)
    if (unitFen === undefined) throw new CloudError(400, 'CPS.0061', 'The price inquiry failed.')
    const { quantity, cloudServiceType, resourceType, resourceSpec, size } = item
    return {
      ...term,
      id: nextHex(world),
      productId: productIdOf(resourceSpec),
      cloudServiceType,
      resourceType,
      resourceSpec,
      ...(size !== undefined && { size }),
      quantity,
      amountFen: unitFen * quantity,
    }
  })
  const order: Order = {
    ...owner,
    id: nextOrderId(world, at),
    status: 6,
    type: 1,
    source: 1,
    amountFen: lines.reduce((sum, line) => sum + line.amountFen, 0),
    lines,
    createdAt: at,
    visibleAt: at + options.listLagSeconds * 1000,
    payUntil: at + (options.unpaidOrderHours * 3_600_000) / clock.scale,
    isStuck: false,
  }
  world.orders.push(order)
  scheduleAt(cloud, 'order.expire', order.id, order.payUntil)
  return order
}

/** The order with that id among those of one account, whatever its letter case; undefined when there is none. */
export const findOrder = (cloud: Cloud, domainId: string, orderId: string): Order | undefined =>
  cloud.world.orders.find((order) => order.domainId === domainId && order.id.toUpperCase() === orderId.toUpperCase())
