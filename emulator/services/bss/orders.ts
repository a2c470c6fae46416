import { yuan } from '../../catalog/prices.ts'
import { utc } from '../../clock.ts'
import { type Call, ok, queryNumber, queryText, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { Order, OrderLine } from '../../world/order.ts'
import { type Language, serviceName, specDescription } from './order-words.ts'
import { findOrder } from './place-order.ts'

const yearMs = 366 * 86_400_000

/** GET /v2/orders/customer-orders */
export function listCustomerOrders(call: Call): Reply {
  const created = timeRange(call, 'create_time')
  const paid = timeRange(call, 'payment_time')
  const id = queryText(call, 'order_id')?.toUpperCase()
  const service = queryText(call, 'service_type_code')?.toLowerCase()
  const status = queryNumber(call, 'status')
  const type = queryText(call, 'order_type')
  const rows = visibleOrders(call).filter(
    (order) =>
      (id === undefined || order.id.toUpperCase() === id) &&
      (service === undefined || order.serviceType.toLowerCase() === service) &&
      (status === undefined || order.status === status) &&
      (type === undefined || String(order.type) === type) &&
      isWithin(order.createdAt, created) &&
      isWithin(order.paidAt, paid),
  )
  const direction = queryText(call, 'order_by') === 'createTime' ? 1 : -1
  rows.sort((a, b) => direction * (a.createdAt - b.createdAt) || (a.id < b.id ? -direction : direction))
  const page = pageOf(call, rows)
  return ok({
    total_count: rows.length,
    order_infos: page.map((order) => ({
      ...orderRow(order, call.language),
      enterprise_projects: [enterpriseProject(call, order.enterpriseProjectId)],
    })),
  })
}

/** GET /v2/orders/customer-orders/details/{order_id} */
export function showCustomerOrderDetails(call: Call): Reply {
  const order = findOrder(call.cloud, call.caller.domainId, call.params['order_id'] ?? '')
  if (order === undefined || order.visibleAt > call.at)
    throw new CloudError(400, 'CBC.30000010', 'The order ID is invalid.')
  return ok({
    total_count: order.lines.length,
    order_info: {
      ...orderRow(order, call.language),
      user_name: order.userName,
      ...(order.status === 6 && { pending_payment_end_time: utc(order.payUntil) }),
    },
    order_line_items: pageOf(call, order.lines).map((line) => lineRow(order, line, call.language)),
  })
}

/** GET /v2/orders/customer-orders/refund-orders */
export function showRefundOrderDetails(call: Call): Reply {
  const order = findOrder(call.cloud, call.caller.domainId, queryText(call, 'order_id') ?? '')
  if (order?.baseOrderId === undefined)
    throw new CloudError(400, 'CBC.99005026', 'The order is not an unsubscription or downgrade order.')
  const { baseOrderId } = order
  return ok({
    total_count: order.lines.length,
    refund_infos: order.lines.map((line) => ({
      id: line.id,
      amount: yuan(line.amountFen),
      measure_id: '1',
      customer_id: order.domainId,
      resource_type_code: line.resourceType,
      service_type_code: order.serviceType,
      service_type_name: serviceName(order.serviceType, call.language),
      region_code: order.region,
      base_order_id: baseOrderId,
    })),
  })
}

/** The rows that the caller's offset and limit (10 unless given) pick. */
export function pageOf<T>(call: Call, rows: T[]): T[] {
  const offset = queryNumber(call, 'offset') ?? 0
  return rows.slice(offset, offset + (queryNumber(call, 'limit') ?? 10))
}

const visibleOrders = (call: Call): Order[] =>
  call.cloud.world.orders.filter((order) => order.domainId === call.caller.domainId && order.visibleAt <= call.at)

const orderRow = (order: Order, language: Language) => ({
  order_id: order.id,
  customer_id: order.domainId,
  service_type_code: order.serviceType,
  service_type_name: serviceName(order.serviceType, language),
  source_type: order.source,
  status: order.status,
  order_type: order.type,
  amount_after_discount: yuan(order.amountFen),
  official_amount: yuan(order.amountFen),
  measure_id: 1,
  currency: 'CNY',
  create_time: utc(order.createdAt),
  ...(order.paidAt !== undefined && { payment_time: utc(order.paidAt) }),
  contract_id: '',
  amount_info: amountInfo(order.reducedFen),
})

const lineRow = (order: Order, line: OrderLine, language: Language) => ({
  order_line_item_id: line.id,
  order_id: order.id,
  service_type_code: line.cloudServiceType,
  service_type_name: serviceName(line.cloudServiceType, language),
  product_id: line.productId,
  product_spec_desc: specDescription(line.resourceType, line.resourceSpec, line.size, language),
  period_type: hasNoTerm(order) ? null : line.periodType,
  period_num: hasNoTerm(order) ? null : line.periodNum,
  ...(line.effectiveAt !== undefined && { effective_time: utc(line.effectiveAt) }),
  ...(line.expireAt !== undefined && { expire_time: utc(line.expireAt) }),
  subscription_num: line.quantity,
  amount_after_discount: yuan(line.amountFen),
  official_amount: yuan(line.amountFen),
  amount_info: amountInfo(),
  currency: 'CNY',
  category_code: '',
})

const hasNoTerm = (order: Order): boolean => order.type === 4 || order.isTermOpen === true

const amountInfo = (couponFen = 0) => ({
  discounts: [],
  flexipurchase_coupon_amount: 0,
  coupon_amount: yuan(couponFen),
  stored_card_amount: 0,
})

/** Id and name of an enterprise project of the caller's account. */
export const enterpriseProject = (call: Call, id: string): { id: string; name: string } => ({
  id,
  name:
    call.cloud.world.enterpriseProjects.find((row) => row.id === id && row.domainId === call.caller.domainId)?.name ??
    '',
})

type Range = { begin: number; end: number }

function timeRange(call: Call, name: string): Range | undefined {
  const begin = queryText(call, `${name}_begin`)
  const end = queryText(call, `${name}_end`)
  if (begin === undefined && end === undefined) return undefined
  const range = {
    begin: begin === undefined ? Number.NEGATIVE_INFINITY : Date.parse(begin),
    end: end === undefined ? Number.POSITIVE_INFINITY : Date.parse(end),
  }
  if (Number.isNaN(range.begin) || Number.isNaN(range.end) || (range.end - range.begin > yearMs && begin && end))
    throw new CloudError(400, 'CBC.0100', `Parameter error: ${name} spans more than a year or is no time.`)
  return range
}

/** Times are compared as they are reported: in whole seconds. */
const isWithin = (at: number | undefined, range: Range | undefined): boolean => {
  if (range === undefined) return true
  if (at === undefined) return false
  const second = Math.floor(at / 1000) * 1000
  return second >= range.begin && second <= range.end
}
