import { yuan } from '../../catalog/prices.ts'
import type { Cloud } from '../../cloud.ts'
import { type Call, ok, queryText, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import { hexOf } from '../../ids.ts'
import { utc } from '../../clock.ts'
import type { Coupon } from '../../world/coupon.ts'
import type { CouponType, DiscountType, Order } from '../../world/order.ts'
import { findOrder } from './place-order.ts'

/** What an order is paid with, beside money. */
export type PaidWith = { coupons: { id: string; type: CouponType }[]; discounts: { id: string; type: DiscountType }[] }

const couponsMax = 3

/** GET /v2/orders/customer-orders/order-coupons: those that are not over, whether or not they can be used. */
export function listOrderCoupons(call: Call): Reply {
  const order = asked(call)
  const rows = call.cloud.world.coupons.filter(
    ({ domainId, expireAt }) => domainId === order.domainId && expireAt > call.at,
  )
  return ok({
    count: rows.length,
    user_coupons: rows.map(couponRow),
    // For each kind as the vendor's older page numbers them: 1 vouchers, 2 discount, 4 cash.
    coupon_max_use_quantity: [1, 2, 4].map((type) => ({
      coupon_type: type,
      coupon_group: 0,
      use_quantity_value: couponsMax,
    })),
  })
}

const limitKeys = new Map<DiscountType, string>([
  [0, 'simultaneousUseWithPromotionDiscount'],
  [2, 'simultaneousUseWithContractDiscount'],
  [3, 'simultaneousUseWithEmpowerDiscount'],
])

const couponRow = (coupon: Coupon) => ({
  coupon_id: coupon.id,
  coupon_code: coupon.id,
  status: coupon.isActivated ? 2 : 1,
  coupon_type: coupon.type,
  measure_id: 1,
  face_value: yuan(coupon.faceFen),
  balance: yuan(coupon.balanceFen),
  effective_time: utc(coupon.effectiveAt),
  expire_time: utc(coupon.expireAt),
  plan_name: coupon.name,
  plan_desc: '',
  use_limits: coupon.notWith.map((type) => ({ limit_key: limitKeys.get(type) ?? '', value1: '0' })),
  ...(coupon.heldByOrderId !== undefined && { used_by_order_id: coupon.heldByOrderId }),
})

/** The pretend cloud's own: every order may be paid with these, and 1 (a contract) is reckoned by billing itself. */
const offers = [
  { key: 'commercial', type: 2, ratio: 0.95 },
  { key: 'promotion', type: 0, ratio: 0.98 },
  { key: 'contract', type: 1, ratio: 0.99 },
] as const

const offerId = ({ domainId }: Order, key: string): string => `DC${hexOf('discount', domainId, key).slice(0, 16)}`

/** GET /v2/orders/customer-orders/order-discounts */
export function listOrderDiscounts(call: Call): Reply {
  const order = asked(call)
  const isOffered = order.status === 6 && order.amountFen > 0
  const discounts = (isOffered ? offers : []).map(({ key, type, ratio }) => ({
    discount_id: offerId(order, key),
    discount_value: String(ratio),
    discount_type: type,
    orders: [
      {
        order_id: order.id,
        order_line_items: [
          {
            order_line_item_ids: order.lines.map(({ id }) => id),
            discount_mode: 0,
            discount_amount: yuan(lessBy(order.amountFen, ratio)),
            discount_ratio: ratio,
          },
        ],
      },
    ],
  }))
  return ok({ discounts })
}

const lessBy = (fen: number, ratio: number): number => Math.round(fen * (1 - ratio))

function asked(call: Call): Order {
  const order = findOrder(call.cloud, call.caller.domainId, queryText(call, 'order_id') ?? '')
  if (order === undefined) throw new CloudError(400, 'CBC.30000010', 'The order ID is invalid.')
  return order
}

/**
 * What is left to pay, and which coupons pay how much of it. Throws the documented refusal of what cannot be used; nothing is
 * changed before `spend`.
 */
export function reduce(
  cloud: Cloud,
  order: Order,
  { coupons, discounts }: PaidWith,
  at: number,
): { fen: number; spend: () => void } {
  let fen = order.amountFen
  const [discount] = discounts
  if (discount !== undefined) {
    const offer = offers.find(({ key, type }) => offerId(order, key) === discount.id && type === discount.type)
    if (offer === undefined) throw new CloudError(400, 'CBC.99003108', 'The discount cannot be used.')
    fen -= lessBy(order.amountFen, offer.ratio)
  }
  const spent: [Coupon, number][] = []
  for (const { id, type } of coupons) {
    const coupon = cloud.world.coupons.find(
      (row) => row.domainId === order.domainId && row.id === id && row.type === type,
    )
    refuseUnusable(coupon, order, at)
    if (discount !== undefined && coupon.notWith.includes(discount.type))
      throw new CloudError(400, 'CBC.99003147', 'The coupon cannot be used together with the discount.')
    const part = coupon.ratio === undefined ? Math.min(fen, coupon.balanceFen) : lessBy(fen, coupon.ratio)
    fen -= part
    spent.push([coupon, coupon.ratio === undefined ? part : 0])
  }
  return {
    fen,
    spend: () => {
      for (const [coupon, part] of spent) {
        coupon.balanceFen -= part
        if (coupon.ratio !== undefined) coupon.isActivated = false
      }
    },
  }
}

function refuseUnusable(coupon: Coupon | undefined, order: Order, at: number): asserts coupon is Coupon {
  const { heldByOrderId } = coupon ?? {}
  if (heldByOrderId !== undefined && heldByOrderId !== order.id)
    throw new CloudError(400, 'CBC.99003112', 'The coupon is being used.')
  const isUsable =
    coupon !== undefined &&
    coupon.isActivated &&
    coupon.effectiveAt <= at &&
    coupon.expireAt > at &&
    (coupon.ratio !== undefined || coupon.balanceFen > 0)
  if (!isUsable) throw new CloudError(400, 'CBC.99003116', 'The coupon cannot be used.')
}
