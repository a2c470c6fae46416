import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { percentEncode } from '../percent-encoding.ts'
import { Amount, amountOf } from './amount.ts'
import { ask, type AskOptions, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByOffset } from './paging.ts'

/**
 * An order. `status`: 1 pending approval, 2 pending refund, 3 processing, 4 cancelled, 5 completed, 6 pending payment,
 * 9 pending confirmation, 10–13 shipping. `kind` (order_type): 1 subscribe, 2 renew, 3 change, 4 unsubscribe, 10 to
 * on-demand, 11 to period, 13 trial, 14 trial to commercial, 15 fee adjustment.
 */
export type Order = {
  readonly id: string
  readonly status: number
  readonly kind: number | undefined
  readonly serviceType: string | undefined
  readonly serviceName: string | undefined
  /** To pay without coupons, in hundredths of the currency unit. */
  readonly amountMinor: number | undefined
  /** List price, in hundredths. */
  readonly officialAmountMinor: number | undefined
  /** Of that, paid by coupons and stored-value cards; undefined where the cloud does not say. */
  readonly couponMinor: number | undefined
  /** The cloud leaves it out for its home currency: then CNY. */
  readonly currency: string
  readonly createdAt: Date | undefined
  /** Undefined while unpaid. */
  readonly paidAt: Date | undefined
}

export type OrderLine = {
  readonly id: string | undefined
  readonly serviceType: string | undefined
  readonly productId: string | undefined
  readonly productSpec: string | undefined
  /** 0 day, 1 week, 2 month, 3 year, 4 hour, 5 once. */
  readonly periodType: number | undefined
  readonly periodCount: number | undefined
  readonly quantity: number | undefined
  readonly amountMinor: number | undefined
  readonly officialAmountMinor: number | undefined
  readonly effectiveAt: Date | undefined
  readonly expiresAt: Date | undefined
}

export type OrderDetail = Order & {
  /** Login name of whoever created it. */
  readonly userName: string | undefined
  /** Unpaid orders are cancelled then. */
  readonly payUntil: Date | undefined
  readonly lines: readonly OrderLine[]
}

/** What was paid by other means than money (billing.md §3.1). */
const AmountInfo = z.looseObject({
  flexipurchase_coupon_amount: Amount,
  coupon_amount: Amount,
  stored_card_amount: Amount,
})

const OrderRow = z.looseObject({
  order_id: Id,
  status: z.union([z.number(), z.string()]),
  order_type: Numeric,
  service_type_code: Text,
  service_type_name: Text,
  amount_after_discount: Amount,
  official_amount: Amount,
  amount_info: AmountInfo.nullish().catch(undefined),
  currency: Text,
  create_time: z.string().nullish(),
  payment_time: z.string().nullish(),
})

const LineRow = z.looseObject({
  order_line_item_id: Text,
  service_type_code: Text,
  product_id: Text,
  product_spec_desc: Text,
  period_type: Numeric,
  period_num: Numeric,
  subscription_num: Numeric,
  amount_after_discount: Amount,
  official_amount: Amount,
  effective_time: z.string().nullish(),
  expire_time: z.string().nullish(),
})

const couponsOf = (info: z.output<typeof AmountInfo>): number =>
  [info.flexipurchase_coupon_amount, info.coupon_amount, info.stored_card_amount]
    .map((amount) => amountOf(amount) ?? 0)
    .reduce((sum, minor) => sum + minor)

function orderOf(row: z.output<typeof OrderRow>): Order {
  return {
    id: String(row.order_id),
    status: Number(row.status),
    kind: numberOf(row.order_type),
    serviceType: textOf(row.service_type_code),
    serviceName: textOf(row.service_type_name),
    amountMinor: amountOf(row.amount_after_discount),
    officialAmountMinor: amountOf(row.official_amount),
    couponMinor: row.amount_info ? couponsOf(row.amount_info) : undefined,
    currency: textOf(row.currency) ?? 'CNY',
    createdAt: instantOf(row.create_time),
    paidAt: instantOf(row.payment_time),
  }
}

export type OrderFilter = {
  readonly orderId?: string
  /** The span between the two may be a year at most. */
  readonly createdFrom?: Date
  readonly createdUntil?: Date
  readonly serviceType?: string
  readonly status?: 1 | 3 | 4 | 5 | 6 | 9
  readonly kind?: number
  readonly newestFirst?: boolean
}

const LIMIT = 100
const Orders = z.looseObject({ total_count: Numeric, order_infos: z.array(OrderRow).nullish() })

/** One page of orders; `limit` 1–100. The list tells no region, resource, name or quantity. */
export async function listOrders(
  cloud: Cloud,
  filter: OrderFilter & { readonly offset?: number; readonly limit?: number } = {},
  options?: AskOptions,
): Promise<{ orders: Order[]; total: number | undefined }> {
  const query = {
    order_id: filter.orderId,
    create_time_begin: secondPrecision(filter.createdFrom),
    create_time_end: secondPrecision(filter.createdUntil),
    service_type_code: filter.serviceType,
    status: filter.status,
    order_type: filter.kind,
    order_by: filter.newestFirst === undefined ? undefined : filter.newestFirst ? '-createTime' : 'createTime',
    offset: filter.offset ?? 0,
    limit: filter.limit ?? LIMIT,
  }
  const path = '/v2/orders/customer-orders'
  const call = { service: 'bss', method: 'GET', path, query, api: 'bss.listOrders' } as const
  const answer = await ask(cloud, call, Orders, options)
  return { orders: (answer.order_infos ?? []).map(orderOf), total: numberOf(answer.total_count) }
}

/** All orders that match, over all pages; throws rather than returning a part. */
export const allOrders = (cloud: Cloud, filter: OrderFilter = {}, options?: AskOptions): Promise<Order[]> =>
  allByOffset(
    'bss',
    LIMIT,
    (order) => order.id,
    async (offset, limit) => {
      const { orders, total } = await listOrders(cloud, { ...filter, offset, limit }, options)
      return { rows: orders, total }
    },
  )

/** Where a walk through the orders stands: at those made until this second, of which so many were seen. */
export type OrderCursor = { readonly until: Date; readonly offset: number }

/**
 * The next page of a walk from new orders to old ones, and where it goes on; `next` is undefined when all since `from`
 * were seen. It goes by time and not by row: orders that come or go meanwhile move nothing. Those of one second may come
 * twice.
 *
 * @param from at most a year before the cursor
 */
export async function ordersBefore(
  cloud: Cloud,
  from: Date,
  { until, offset }: OrderCursor,
  { status, ...options }: AskOptions & Pick<OrderFilter, 'status'> = {},
): Promise<{ orders: Order[]; next: OrderCursor | undefined }> {
  const filter = { createdFrom: from, createdUntil: until, newestFirst: true, offset, limit: LIMIT }
  const { orders, total } = await listOrders(cloud, { ...filter, ...(status !== undefined && { status }) }, options)
  const seen = offset + orders.length
  const isLast = orders.length === 0 || (total === undefined ? orders.length < LIMIT : seen >= total)
  if (isLast) return { orders, next: undefined }
  const oldest = orders.at(-1)?.createdAt
  const isSameSecond = oldest === undefined || oldest.getTime() >= Math.floor(until.getTime() / 1000) * 1000
  return { orders, next: isSameSecond ? { until, offset: seen } : { until: oldest, offset: 0 } }
}

/** One order as the list has it, or undefined when the cloud lists none of this id. */
export async function findOrder(cloud: Cloud, orderId: string, options?: AskOptions): Promise<Order | undefined> {
  const { orders } = await listOrders(cloud, { orderId, limit: 1 }, options)
  return orders.find(({ id }) => id === orderId)
}

/** What an order that pays back gave, and for which order. */
export type Refund = { readonly baseOrderId: string | undefined; readonly refundedMinor: number }

const Refunds = z.looseObject({
  refund_infos: z.array(z.looseObject({ amount: Amount, base_order_id: Text })).nullish(),
})

/** The refund of an order of cancellation or downgrade. A negative amount is paid back, a positive one was used up. */
export async function orderRefund(cloud: Cloud, orderId: string, options?: AskOptions): Promise<Refund> {
  const path = '/v2/orders/customer-orders/refund-orders'
  const call = { service: 'bss', method: 'GET', path, query: { order_id: orderId }, api: 'bss.orderRefund' } as const
  const { refund_infos } = await ask(cloud, call, Refunds, options)
  const rows = refund_infos ?? []
  return {
    baseOrderId: rows.map((row) => textOf(row.base_order_id)).find((id) => id !== undefined),
    refundedMinor: rows.reduce((sum, row) => sum - Math.min(0, amountOf(row.amount) ?? 0), 0),
  }
}

const Detail = z.looseObject({
  order_info: OrderRow.extend({ user_name: Text, pending_payment_end_time: z.string().nullish() }),
  order_line_items: z.array(LineRow).nullish(),
})

/** One order with up to 100 line items. Shortly after its purchase it may not be found yet. */
export async function showOrder(cloud: Cloud, orderId: string, options?: AskOptions): Promise<OrderDetail> {
  const path = `/v2/orders/customer-orders/details/${percentEncode(orderId)}`
  const query = { offset: 0, limit: LIMIT }
  const call = { service: 'bss', method: 'GET', path, query, api: 'bss.showOrder' } as const
  const { order_info, order_line_items } = await ask(cloud, call, Detail, options)
  return {
    ...orderOf(order_info),
    userName: textOf(order_info.user_name),
    payUntil: instantOf(order_info.pending_payment_end_time),
    lines: (order_line_items ?? []).map((line) => ({
      id: textOf(line.order_line_item_id),
      serviceType: textOf(line.service_type_code),
      productId: textOf(line.product_id),
      productSpec: textOf(line.product_spec_desc),
      periodType: numberOf(line.period_type),
      periodCount: numberOf(line.period_num),
      quantity: numberOf(line.subscription_num),
      amountMinor: amountOf(line.amount_after_discount),
      officialAmountMinor: amountOf(line.official_amount),
      effectiveAt: instantOf(line.effective_time),
      expiresAt: instantOf(line.expire_time),
    })),
  }
}

/** Billing takes times in exactly this form, also in queries. */
const secondPrecision = (at: Date | undefined): string | undefined => at?.toISOString().replace(/\.\d{3}Z$/, 'Z')
