import type { FieldErrors } from '../../errors.ts'
import type { Lookups } from '../lookups.ts'
import { orderProblem } from '../order-target.ts'
import type { Input } from './contract.ts'

/** Checks the order and what it is to be paid with against what billing says now. */
export async function checkChoices({ target, means }: Input, lookups: Lookups): Promise<FieldErrors> {
  const [[order], coupons, discounts] = await Promise.all([
    lookups.ordersNow(target.id),
    means.coupons.length === 0 ? [] : lookups.orderCoupons(target.id),
    lookups.orderDiscounts(target.id),
  ])
  const problem = orderProblem(target, order)
  if (problem !== undefined) return { 'target.amountMinor': problem }
  for (const { id, type } of means.coupons) {
    const row = coupons.find((coupon) => coupon.id === id && coupon.type === type)
    if (!row || row.disabled !== undefined) return { 'means.coupons': row?.disabled ?? 'pay-order.error.couponGone' }
  }
  const adjustment = discounts.find(({ type }) => type === 609)
  const { discount } = means
  if (adjustment && adjustment.id !== discount?.id) return { 'means.discount': 'pay-order.error.adjustmentMust' }
  if (discount === undefined) return {}
  const row = discounts.find(({ id, type }) => id === discount.id && type === discount.type)
  return row && row.disabled === undefined ? {} : { 'means.discount': row?.disabled ?? 'pay-order.error.discountGone' }
}
