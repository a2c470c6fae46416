import type { WriteCall } from '../call.ts'

/** `type` as payment numbers it: 300 discount coupon, 301 voucher, 302 cash coupon, 303 stored value. */
export type CouponUse = { readonly id: string; readonly type: 300 | 301 | 302 | 303 }
/** `type` 0 promotion, 2 commercial, 3 partner, 609 adjustment of the order. */
export type DiscountUse = { readonly id: string; readonly type: 0 | 2 | 3 | 609 }

/** Codes with which billing turns away any caller or parameter before it acts. */
const commonRefusals = ['0100', '0101', '0150', '0151', '0154', '0155', '0156', '30000010', '99000089']

const codes = (...numbers: readonly string[]): ReadonlySet<string> =>
  new Set([...commonRefusals, ...numbers].map((number) => `CBC.${number}`))

/**
 * Codes that mean: this call paid nothing. Left out is 99000088 (a payment is in progress), which says nothing about how
 * that one ends. After 99003106 (the order's state has changed) read the order: an earlier payment may have gone through.
 */
export const payRefusals: ReadonlySet<string> = codes(
  '99003106',
  '99003108',
  '99003110',
  '99003112',
  '99003116',
  '99003117',
  '99003141',
  '99003147',
  '99003155',
  '99003156',
  '99003198',
  '99005003',
  '99008040',
  '99008056',
)

/** Codes that mean: this call cancelled nothing. */
export const cancelRefusals: ReadonlySet<string> = codes('99005010')

const isEmpty = (body: unknown): boolean => body === undefined

/**
 * The call that pays one order. Its yes is an empty answer and means that the payment was taken, not that anything exists
 * yet. At most three coupons and one discount.
 */
export function payCall(
  orderId: string,
  {
    coupons = [],
    discount,
  }: { readonly coupons?: readonly CouponUse[]; readonly discount?: DiscountUse | undefined } = {},
): WriteCall {
  const body = {
    order_id: orderId,
    use_coupon: coupons.length > 0 ? 'YES' : 'NO',
    use_discount: discount === undefined ? 'NO' : 'YES',
    ...(coupons.length > 0 && { coupon_infos: coupons.map(({ id, type }) => ({ id, type })) }),
    ...(discount !== undefined && { discount_infos: [{ id: discount.id, type: discount.type }] }),
  }
  return {
    service: 'bss',
    method: 'POST',
    path: '/v3/orders/customer-orders/pay',
    body: JSON.stringify(body),
    api: 'bss.pay',
    refusals: payRefusals,
    isAccepted: isEmpty,
  }
}

/** The call that cancels an unpaid order, for good. */
export const cancelCall = (orderId: string): WriteCall => ({
  service: 'bss',
  method: 'PUT',
  path: '/v2/orders/customer-orders/cancel',
  body: JSON.stringify({ order_id: orderId }),
  api: 'bss.cancel',
  refusals: cancelRefusals,
  isAccepted: isEmpty,
})
