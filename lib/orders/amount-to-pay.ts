import type { Cloud } from '../cloud/cloud.ts'
import { type Coupon, type Discount, orderCoupons, orderDiscounts } from '../cloud/services/bss-order-offers.ts'
import { type OrderDetail, showOrder } from '../cloud/services/bss-orders.ts'
import type { PaidWith } from '../operations/paid-with.ts'

/** What is left to pay of an order, in hundredths of its currency. */
export type AmountToPay = {
  order: OrderDetail
  /** Undefined where the cloud says no amount. */
  amountMinor: number | undefined
  /** Chosen coupons and discounts that cannot be used now; they take nothing off. */
  missing: string[]
}

/**
 * The amount of an order, less what was chosen to pay it with, as the cloud has both now. Throws CloudError when the cloud
 * refuses or is silent.
 */
export async function readAmountToPay(reads: Cloud, paidWith: PaidWith, now: Date): Promise<AmountToPay> {
  const { orderId, coupons, discount } = paidWith
  const [order, offered, discounts] = await Promise.all([
    showOrder(reads, orderId),
    coupons.length === 0 ? [] : orderCoupons(reads, orderId),
    discount === undefined ? [] : orderDiscounts(reads, orderId),
  ])
  return { order, ...reckon(order.amountMinor, paidWith, { coupons: offered, discounts, now }) }
}

type Offered = { coupons: readonly Coupon[]; discounts: readonly Discount[]; now: Date }

/**
 * Discounts come off first, then coupons in the order chosen. What the cloud does not say beforehand, such as what a
 * discount coupon takes off, counts as nothing: so the result is the most that is paid.
 */
export function reckon(
  amountMinor: number | undefined,
  { orderId, coupons, discount }: PaidWith,
  offered: Offered,
): { amountMinor: number | undefined; missing: string[] } {
  const missing: string[] = []
  let left = amountMinor
  if (discount !== undefined) {
    const found = offered.discounts.find(({ id, kind }) => id === discount.id && kind === discount.type)
    if (!found) missing.push(discount.id)
    left = less(left, found?.deductionMinor)
  }
  for (const { id, type } of coupons) {
    const found = offered.coupons.find((coupon) => coupon.id === id && coupon.type === type)
    const isUsable = found !== undefined && couponProblem(found, orderId, offered.now) === undefined
    if (!isUsable) missing.push(id)
    if (isUsable && type !== 300) left = less(left, found.balanceMinor)
  }
  return { amountMinor: left, missing }
}

const less = (left: number | undefined, deduction = 0): number | undefined =>
  left === undefined ? undefined : Math.max(0, left - Math.max(0, deduction))

/** Why a coupon cannot pay for an order now, a message key; undefined when it can. */
export function couponProblem(
  { type, isActivated, startsAt, expiresAt, heldByOrderId, balanceMinor }: Coupon,
  orderId: string,
  now: Date,
): string | undefined {
  if (type === undefined) return 'pay-order.coupon.notTaken'
  if (!isActivated || (startsAt !== undefined && startsAt > now)) return 'pay-order.coupon.notYet'
  if (expiresAt !== undefined && expiresAt <= now) return 'pay-order.coupon.expired'
  if (heldByOrderId !== undefined && heldByOrderId !== orderId) return 'pay-order.coupon.held'
  return type !== 300 && (balanceMinor ?? 0) <= 0 ? 'pay-order.coupon.usedUp' : undefined
}
