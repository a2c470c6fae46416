import { scheduleAt } from '../../agenda.ts'
import { priceFen, type Product } from '../../catalog/prices.ts'
import type { Cloud } from '../../cloud.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import { nextHex, nextOrderId, productIdOf } from '../../ids.ts'
import type { Order, OrderChange, OrderLine, Term } from '../../world/order.ts'
import type { World } from '../../world/world.ts'

/** Who orders, where, and when. */
export type Orderer = {
  at: number
  domainId: string
  projectId: string
  region: string
  serviceType: string
  userName: string
  enterpriseProjectId: string
  isAutoRenewed: boolean
}

type Item = Product & { quantity: number }

export type Wanted = Orderer & {
  type?: 1 | 11
  term: Term
  items: Item[]
  change?: OrderChange
  isTermOpen?: true
}

/** Writes an unpaid order of things for a term. Its deadline is planned with it. */
export function placeOrder(cloud: Cloud, wanted: Wanted): Order {
  const { type = 1, term, items, change, isTermOpen, ...orderer } = wanted
  const lines = items.map((item) => {
    const unitFen = priceFen(item, term, cloud.world.priceFactor)
    if (unitFen === undefined) throw new CloudError(400, 'CPS.0061', 'The price inquiry failed.')
    return lineOf(cloud.world, item, term, unitFen * item.quantity)
  })
  return writeOrder(cloud, orderer, {
    type,
    lines,
    ...(change !== undefined && { change }),
    ...(isTermOpen !== undefined && { isTermOpen }),
  })
}

export type WantedChange = Orderer & {
  /** What the resource becomes. */
  item: Item
  /** The difference over the months that are left; below 0 it is paid back. */
  amountFen: number
  months: number
  baseOrderId: string
  change: OrderChange
}

/** Writes an unpaid order (type 3) that changes something which is there already. */
export function placeChange(cloud: Cloud, wanted: WantedChange): Order {
  const { item, amountFen, months, baseOrderId, change, ...orderer } = wanted
  const term: Term = { periodType: 2, periodNum: months }
  return writeOrder(cloud, orderer, {
    type: 3,
    lines: [lineOf(cloud.world, item, term, amountFen)],
    change,
    ...(amountFen < 0 && { baseOrderId }),
  })
}

/** The order with that id among those of one account, whatever its letter case; undefined when there is none. */
export const findOrder = (cloud: Cloud, domainId: string, orderId: string): Order | undefined =>
  cloud.world.orders.find((order) => order.domainId === domainId && order.id.toUpperCase() === orderId.toUpperCase())

function lineOf(world: World, item: Item, term: Term, amountFen: number): OrderLine {
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
    amountFen,
  }
}

type Content = Pick<Order, 'type' | 'lines' | 'change' | 'baseOrderId' | 'isTermOpen'>

function writeOrder(cloud: Cloud, { at, ...orderer }: Orderer, content: Content): Order {
  const { world, clock, options } = cloud
  const order: Order = {
    ...orderer,
    ...content,
    id: nextOrderId(world, at),
    status: 6,
    source: 1,
    amountFen: content.lines.reduce((sum, line) => sum + line.amountFen, 0),
    createdAt: at,
    visibleAt: at + options.listLagSeconds * 1000,
    payUntil: at + (options.unpaidOrderHours * 3_600_000) / clock.scale,
    isStuck: false,
  }
  world.orders.push(order)
  scheduleAt(cloud, 'order.expire', order.id, order.payUntil)
  return order
}
