import { z } from 'zod'
import { withParams } from '../../errors.ts'
import { OrderId, OrderTarget } from '../order-target.ts'
import type { PaidWith } from '../paid-with.ts'
import { RowId, closed } from '../primitives.ts'

// Paying an order: POST /v3/orders/customer-orders/pay (cloud-api/billing.md §3.4; the vendor's page wins).

const key = (name: string): string => `pay-order.error.${name}`

const couponsMax = 3
/** 300 discount coupon, 301 voucher, 302 cash coupon, 303 stored value. */
const CouponType = z.literal([300, 301, 302, 303], { error: key('couponChoose') })
/** 0 promotion, 2 commercial, 3 partner, 609 adjustment of the order. */
const DiscountType = z.literal([0, 2, 3, 609], { error: key('discountChoose') })
const couponId = z
  .string({ error: key('couponChoose') })
  .min(1, key('couponChoose'))
  .max(64, key('couponChoose'))
const discountId = z
  .string({ error: key('discountChoose') })
  .min(1, key('discountChoose'))
  .max(64, key('discountChoose'))

/** A coupon as it was when it was chosen: the reviewer signs its name and what is left on it. */
const Coupon = closed({
  id: couponId,
  type: CouponType,
  name: z.string({ error: key('couponChoose') }).max(256, key('couponChoose')),
  /** Hundredths; absent where it is a rate. */
  balanceMinor: z
    .int({ error: key('couponChoose') })
    .min(0, key('couponChoose'))
    .optional(),
  /** Types of discount that it cannot be used with. */
  notWith: z.array(DiscountType, { error: key('couponChoose') }).max(4, key('couponChoose')),
})

const Discount = closed({
  id: discountId,
  type: DiscountType,
  /** Hundredths that it takes off; absent where the cloud does not tell beforehand. */
  deductionMinor: z
    .int({ error: key('discountChoose') })
    .min(0, key('discountChoose'))
    .optional(),
})

const Means = closed({
  coupons: z
    .array(Coupon, { error: key('couponChoose') })
    .max(couponsMax, withParams(key('couponsMax'), { max: couponsMax }))
    .refine((coupons) => new Set(coupons.map(({ id }) => id)).size === coupons.length, key('couponTwice')),
  discount: Discount.optional(),
})

const steps = closed({
  account: closed({ accountId: RowId }),
  target: OrderTarget,
  means: Means,
})

const WithMeans = z.looseObject({ means: Means })

/** A coupon may exclude kinds of discount (the vendor's page on paying). */
function excluded(input: unknown): boolean {
  const { data } = WithMeans.safeParse(input)
  const discount = data?.means.discount
  return discount !== undefined && (data?.means.coupons.some(({ notWith }) => notWith.includes(discount.type)) ?? false)
}

/** The form, the action's argument and what the executor reads: one schema. */
export const Input = steps.superRefine(
  (input, ctx) => {
    if (excluded(input)) ctx.addIssue({ code: 'custom', path: ['means', 'coupons'], message: key('notTogether') })
  },
  { when: () => true },
)
export type Input = z.output<typeof Input>

export const contractVersion = 1

const required = { error: 'errors.required' }
const Choice = z.enum(['YES', 'NO'], required)

/** The body as the vendor documents it. What is not used is not named: the vendor's pages disagree on what happens then. */
export const Body = closed({
  order_id: OrderId,
  use_coupon: Choice,
  use_discount: Choice,
  coupon_infos: z
    .array(closed({ id: z.string(required), type: CouponType }))
    .min(1, key('couponChoose'))
    .max(couponsMax, withParams(key('couponsMax'), { max: couponsMax }))
    .optional(),
  discount_infos: z
    .array(closed({ id: z.string(required), type: DiscountType }))
    .length(1, key('discountChoose'))
    .optional(),
}).superRefine((body, ctx) => {
  for (const [choice, infos] of [
    ['use_coupon', 'coupon_infos'],
    ['use_discount', 'discount_infos'],
  ] as const) {
    if ((body[choice] === 'YES') === (body[infos] !== undefined)) continue
    const message = body[choice] === 'YES' ? 'errors.required' : withParams('errors.unknownField', { field: infos })
    ctx.addIssue({ code: 'custom', path: [infos], message })
  }
})
export type Body = z.output<typeof Body>

/** A yes has no body (204). */
export const Accepted = z.undefined()

/** With what the order is paid, beside money. */
export const paidWith = ({ target, means: { coupons, discount } }: Input): PaidWith => ({
  orderId: target.id,
  coupons: coupons.map(({ id, type }) => ({ id, type })),
  ...(discount && { discount: { id: discount.id, type: discount.type } }),
})

/** The wire body of `input`: the very bytes that the worker pays with. */
export const toBody = (input: Input): Record<string, unknown> => {
  const { orderId, coupons, discount } = paidWith(input)
  return {
    order_id: orderId,
    use_coupon: coupons.length > 0 ? 'YES' : 'NO',
    use_discount: discount === undefined ? 'NO' : 'YES',
    ...(coupons.length > 0 && { coupon_infos: coupons }),
    ...(discount !== undefined && { discount_infos: [discount] }),
  }
}
