import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { Amount, amountOf } from './amount.ts'
import { ask, type AskOptions, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import type { CouponUse, DiscountUse } from './bss-payment.ts'

/** A coupon that fits an order. Amounts in hundredths of the currency unit. */
export type Coupon = {
  readonly id: string
  /** As a payment numbers it; undefined for kinds that no payment takes, such as product coupons. */
  readonly type: CouponUse['type'] | undefined
  readonly name: string | undefined
  readonly faceMinor: number | undefined
  readonly balanceMinor: number | undefined
  readonly startsAt: Date | undefined
  readonly expiresAt: Date | undefined
  readonly isActivated: boolean
  /** The order that holds it: no other can use it meanwhile. */
  readonly heldByOrderId: string | undefined
  /** Types of discount that it cannot be used with. */
  readonly notWith: readonly DiscountUse['type'][]
}

const Coupons = z.looseObject({
  user_coupons: z
    .array(
      z.looseObject({
        coupon_id: Id,
        coupon_type: Numeric,
        plan_name: Text,
        face_value: Amount,
        balance: Amount,
        status: Numeric,
        effective_time: z.string().nullish(),
        expire_time: z.string().nullish(),
        used_by_order_id: Text,
        use_limits: z.array(z.looseObject({ limit_key: Text, value1: Text })).nullish(),
      }),
    )
    .nullish(),
})

/** Two pages of the vendor number coupons differently: 300–303 as a payment does, and 1 voucher, 2 discount, 4 cash. */
const couponTypes = new Map<number | undefined, CouponUse['type']>([
  [300, 300],
  [301, 301],
  [302, 302],
  [303, 303],
  [1, 301],
  [2, 300],
  [4, 302],
])

/** A limit of that name with the value 0 forbids such a discount beside the coupon (the vendor's page on paying). */
const exclusions: readonly (readonly [string, DiscountUse['type']])[] = [
  ['simultaneousUseWithPromotionDiscount', 0],
  ['simultaneousUseWithContractDiscount', 2],
  ['simultaneousUseWithEmpowerDiscount', 3],
]

/** The coupons that could pay for an order. The China site only. */
export async function orderCoupons(cloud: Cloud, orderId: string, options?: AskOptions): Promise<Coupon[]> {
  const path = '/v2/orders/customer-orders/order-coupons'
  const query = { order_id: orderId }
  const call = { service: 'bss', method: 'GET', path, query, api: 'bss.orderCoupons' } as const
  const { user_coupons } = await ask(cloud, call, Coupons, options)
  return (user_coupons ?? []).map((row) => {
    const forbidden = (row.use_limits ?? []).filter(({ value1 }) => textOf(value1) === '0')
    return {
      id: String(row.coupon_id),
      type: couponTypes.get(numberOf(row.coupon_type)),
      name: textOf(row.plan_name),
      faceMinor: amountOf(row.face_value),
      balanceMinor: amountOf(row.balance),
      startsAt: instantOf(row.effective_time),
      expiresAt: instantOf(row.expire_time),
      isActivated: numberOf(row.status) !== 1,
      heldByOrderId: textOf(row.used_by_order_id),
      notWith: exclusions.flatMap(([key, type]) =>
        forbidden.some(({ limit_key: found }) => textOf(found) === key) ? [type] : [],
      ),
    }
  })
}

/** A discount that fits an order. `value` is a rate or an amount in text; undefined for a fixed price. */
export type Discount = {
  readonly id: string
  readonly value: string | undefined
  /** 0 promotion, 1 contract, 2 commercial, 3 partner, 609 adjustment of the order, which must be used. */
  readonly kind: number | undefined
  /** How much less is to be paid for this order, in hundredths; undefined where the cloud does not tell. */
  readonly deductionMinor: number | undefined
}

const Discounts = z.looseObject({
  discounts: z
    .array(
      z.looseObject({
        discount_id: Id,
        discount_value: Text,
        discount_type: Numeric,
        orders: z
          .array(
            z.looseObject({
              order_id: Id,
              order_line_items: z.array(z.looseObject({ discount_amount: Amount })).nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
})

/** The discounts that an order could use. */
export async function orderDiscounts(cloud: Cloud, orderId: string, options?: AskOptions): Promise<Discount[]> {
  const path = '/v2/orders/customer-orders/order-discounts'
  const query = { order_id: orderId }
  const call = { service: 'bss', method: 'GET', path, query, api: 'bss.orderDiscounts' } as const
  const { discounts } = await ask(cloud, call, Discounts, options)
  return (discounts ?? []).map((row) => {
    const lines = (row.orders ?? [])
      .filter(({ order_id: id }) => String(id) === orderId)
      .flatMap(({ order_line_items: items }) => items ?? [])
    const amounts = lines.flatMap(({ discount_amount: amount }) => amountOf(amount) ?? [])
    return {
      id: String(row.discount_id),
      value: textOf(row.discount_value),
      kind: numberOf(row.discount_type),
      deductionMinor: amounts.length === 0 ? undefined : amounts.reduce((sum, amount) => sum + amount, 0),
    }
  })
}
