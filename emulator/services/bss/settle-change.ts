import { unschedule } from '../../agenda.ts'
import { monthFen, type Product } from '../../catalog/prices.ts'
import { addMonths } from '../../clock.ts'
import type { Cloud } from '../../cloud.ts'
import type { Order, Subscription } from '../../world/order.ts'
import type { World } from '../../world/world.ts'
import { payBack } from './complete-order.ts'
import { accountOf, pay } from './pay-order.ts'

/** The subscription of a yearly/monthly resource. */
export const subscriptionOf = (world: World, resourceId: string): Subscription | undefined =>
  world.subscriptions.find((row) => row.resourceId === resourceId && row.status === 2)

/** An order that still has something to do with a resource: unpaid, in progress, or paid and not yet carried out. */
export const openChangeOf = (world: World, resourceId: string): Order | undefined =>
  world.orders.find(({ change, status }) => change?.resourceId === resourceId && !change.isSettled && status !== 4)

/** Months until a yearly/monthly resource expires; a begun month counts whole, and there is at least one. */
export function monthsLeft(world: World, resourceId: string, at: number): number {
  const expireAt = subscriptionOf(world, resourceId)?.expireAt ?? at
  let months = 1
  while (addMonths(at, months) < expireAt) months += 1
  return months
}

/** What one product costs more than another over some months, in fen; below 0 it costs less. */
export function differenceFen(world: World, from: Product | undefined, to: Product, months: number): number {
  const month = (product: Product | undefined): number =>
    product === undefined ? 0 : Math.round((monthFen(product) ?? 0) * world.priceFactor)
  return (month(to) - month(from)) * months
}

/**
 * Pays an order as asked and as the switch says. An order that costs nothing or pays back completes at once. Returns
 * whether the payment failed for lack of money.
 */
export function payAsAsked(cloud: Cloud, order: Order, isAsked: boolean, at: number): 'fine' | 'short' {
  if (order.amountFen <= 0 && order.type === 3) {
    closeForNothing(cloud, order, at)
    return 'fine'
  }
  const { autoPay } = cloud.options
  if (autoPay === 'obey' ? !isAsked : autoPay === 'never') return 'fine'
  if (!canPay(cloud, order.domainId, order.amountFen)) return 'short'
  pay(cloud, order, at)
  return 'fine'
}

export function canPay(cloud: Cloud, domainId: string, amountFen: number): boolean {
  const { balanceFen, creditFen } = accountOf(cloud, domainId)
  return balanceFen + creditFen >= amountFen
}

function closeForNothing(cloud: Cloud, order: Order, at: number): void {
  accountOf(cloud, order.domainId).balanceFen -= order.amountFen
  order.paidAt = at
  unschedule(cloud, 'order.expire', order.id)
  completeChange(cloud, order, at)
  cloud.reactions['order.deliver']?.(cloud, order.id, at)
}

/** Billing is done with the order. The resource itself may still be on its way. */
export function completeChange(cloud: Cloud, order: Order, at: number): void {
  if (order.status === 5) return
  order.status = 5
  order.completedAt = at
  const expireAt = order.change && subscriptionOf(cloud.world, order.change.resourceId)?.expireAt
  for (const line of order.lines) Object.assign(line, { effectiveAt: at, ...(expireAt !== undefined && { expireAt }) })
}

/** The change is there: its subscription row says so. */
export function settleChange(
  cloud: Cloud,
  order: Order,
  at: number,
  become: Partial<Pick<Subscription, 'resourceSpec' | 'productId' | 'size'>>,
  resourceId = order.change?.resourceId,
): void {
  if (order.change !== undefined) order.change.isSettled = true
  const row = resourceId === undefined ? undefined : subscriptionOf(cloud.world, resourceId)
  if (row === undefined) return
  Object.assign(row, become, { updatedAt: at })
  row.changeOrderIds = [...(row.changeOrderIds ?? []), order.id]
}

/** The change could not be made: the system pays back what was paid. */
export function failChange(cloud: Cloud, order: Order, at: number): void {
  if (order.change !== undefined) order.change.isSettled = true
  completeChange(cloud, order, at)
  const lines = order.lines.map((line) => ({ ...line, amountFen: -line.amountFen }))
  if (order.amountFen !== 0) payBack(cloud, order, at, lines)
}
