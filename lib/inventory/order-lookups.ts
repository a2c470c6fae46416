import { CloudError } from '../cloud/errors.ts'
import type { Cloud } from '../cloud/cloud.ts'
import { balances } from '../cloud/services/bss-account.ts'
import { type Coupon, type Discount, orderCoupons, orderDiscounts } from '../cloud/services/bss-order-offers.ts'
import { type OrderDetail, showOrder } from '../cloud/services/bss-orders.ts'
import type { CouponChoice, DiscountChoice, Lookups, OrderNow } from '../operations/lookups.ts'
import { couponProblem } from '../orders/amount-to-pay.ts'

type OrderLookups = Pick<Lookups, 'ordersNow' | 'orderCoupons' | 'orderDiscounts'>

/** What is asked about one order: never kept, since money is decided on it. */
export const orderLookups = (reads: Cloud): OrderLookups => ({
  ordersNow: async (orderId) => {
    const [order, money] = await Promise.all([showOrder(reads, orderId), orNothing(() => balances(reads))])
    return [orderNow(order, money?.currency === order.currency ? money.availableMinor : undefined)]
  },
  orderCoupons: async (orderId) => {
    const coupons = (await orNothing(() => orderCoupons(reads, orderId))) ?? []
    return coupons.map((coupon) => couponChoice(coupon, orderId))
  },
  orderDiscounts: async (orderId) =>
    ((await orNothing(() => orderDiscounts(reads, orderId))) ?? []).map(discountChoice),
})

/** Without the right to see it, and on sites without the call, there is none to choose. */
async function orNothing<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof CloudError && (error.httpStatus === 403 || error.httpStatus === 404)) return undefined
    throw error
  }
}

const orderNow = (order: OrderDetail, availableMinor: number | undefined): OrderNow => ({
  id: order.id,
  status: order.status,
  currency: order.currency,
  ...(order.amountMinor !== undefined && { amountMinor: order.amountMinor }),
  ...(order.userName !== undefined && { orderedBy: order.userName }),
  ...(order.payUntil && { payUntil: order.payUntil.toISOString() }),
  ...(availableMinor !== undefined && { availableMinor }),
  lines: order.lines.map((line, index) => ({
    id: line.id ?? String(index),
    product: line.productSpec ?? line.productId ?? line.serviceType ?? '',
    ...(line.quantity !== undefined && { count: line.quantity }),
    ...(line.periodType !== undefined &&
      line.periodCount !== undefined && { period: { type: line.periodType, count: line.periodCount } }),
    ...(line.amountMinor !== undefined && { amountMinor: line.amountMinor }),
  })),
})

function couponChoice(coupon: Coupon, orderId: string): CouponChoice {
  const { id, type, name = '', balanceMinor, expiresAt, notWith } = coupon
  const disabled = couponProblem(coupon, orderId, new Date())
  return {
    id,
    name,
    notWith: [...notWith],
    ...(type !== undefined && { type }),
    ...(type !== 300 && balanceMinor !== undefined && { balanceMinor }),
    ...(expiresAt && { expiresAt: expiresAt.toISOString() }),
    ...(disabled !== undefined && { disabled }),
  }
}

const payable = [0, 2, 3, 609] as const

function discountChoice({ id, value, kind, deductionMinor }: Discount): DiscountChoice {
  const type = payable.find((one) => one === kind)
  return {
    id,
    ...(value !== undefined && { value }),
    ...(deductionMinor !== undefined && { deductionMinor }),
    ...(type === undefined ? { disabled: 'pay-order.discountNotTaken' } : { type }),
  }
}
