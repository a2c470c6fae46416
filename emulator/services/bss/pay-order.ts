import { type Reaction, scheduleAfter, unschedule } from '../../agenda.ts'
import type { Cloud } from '../../cloud.ts'
import { type issuesOf, schemaOf } from '../../contract.ts'
import { type Call, readBody, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import type { Account } from '../../world/account.ts'
import type { Order } from '../../world/order.ts'
import { type PaidWith, reduce } from './order-offers.ts'
import { findOrder } from './place-order.ts'

/** How long a payment is in progress, and how soon after it delivery begins. */
const paymentMs = 2_000

type PayOrderBody = {
  order_id: string
  use_coupon: 'YES' | 'NO'
  use_discount: 'YES' | 'NO'
  coupon_infos?: PaidWith['coupons']
  discount_infos?: PaidWith['discounts']
}
const payBody = schemaOf<PayOrderBody>('bss', 'PayOrderBody')
const cancelBody = schemaOf<{ order_id: string }>('bss', 'CancelOrderBody')

/** POST /v3/orders/customer-orders/pay */
export function payOrders(call: Call): Reply {
  const body = readBody(call, payBody, badParameter)
  const order = existing(call, body.order_id)
  // What is named but not to be used is ignored, as the newer of the vendor's two pages says.
  pay(call.cloud, order, call.at, {
    coupons: body.use_coupon === 'YES' ? (body.coupon_infos ?? []) : [],
    discounts: body.use_discount === 'YES' ? (body.discount_infos ?? []) : [],
  })
  return { status: 204, orderId: order.id }
}

/** PUT /v2/orders/customer-orders/cancel */
export function cancelCustomerOrders(call: Call): Reply {
  const order = existing(call, readBody(call, cancelBody, badParameter).order_id)
  cancel(call.cloud, order, call.at)
  return { status: 204, orderId: order.id }
}

/** Moves an unpaid order to processing and takes the money. Throws the documented refusal of every other state. */
export function pay(cloud: Cloud, order: Order, at: number, paidWith: PaidWith = { coupons: [], discounts: [] }): void {
  if (order.paymentSettlesAt !== undefined && at < order.paymentSettlesAt)
    throw new CloudError(400, 'CBC.99000088', 'The payment is in progress. Do not submit it again.')
  if (order.status === 4 && at >= order.payUntil)
    throw new CloudError(400, 'CBC.99003110', 'The payment deadline has passed.')
  if (order.status !== 6) throw new CloudError(400, 'CBC.99003106', 'The order status has changed.')
  const account = accountOf(cloud, order.domainId)
  const { fen, spend } = reduce(cloud, order, paidWith, at)
  if (account.balanceFen + account.creditFen < fen)
    throw new CloudError(400, 'CBC.99005003', 'The account balance is insufficient.')
  takeMoney(account, fen)
  spend()
  if (fen < order.amountFen) order.reducedFen = order.amountFen - fen
  order.status = 3
  order.paidAt = at
  order.paymentSettlesAt = at + paymentMs / cloud.clock.scale
  order.isStuck = cloud.options.ordersStayProcessing
  unschedule(cloud, 'order.expire', order.id)
  if (!order.isStuck) scheduleAfter(cloud, 'order.deliver', order.id, at, paymentMs)
}

/** Cancels an unpaid order. Throws 400 in every other state. */
export function cancel(cloud: Cloud, order: Order, at: number): void {
  if (order.status !== 6) throw new CloudError(400, 'CBC.99005010', 'The order cannot be cancelled.')
  close(cloud, order, at)
}

const close = (cloud: Cloud, order: Order, at: number): void => {
  order.status = 4
  unschedule(cloud, 'order.expire', order.id)
  cloud.reactions['order.void']?.(cloud, order.id, at)
}

/** The payment deadline. */
export const expireOrder: Reaction = (cloud, orderId, at) => {
  const order = cloud.world.orders.find((candidate) => candidate.id === orderId)
  if (order?.status === 6) close(cloud, order, at)
}

/** Cash first, then credit, as the cloud does. */
function takeMoney(account: Account, fen: number): void {
  const cash = Math.min(account.balanceFen, fen)
  account.balanceFen -= cash
  account.creditFen -= fen - cash
}

export function accountOf(cloud: Cloud, domainId: string): Account {
  const account = cloud.world.accounts.find((candidate) => candidate.domainId === domainId)
  if (account === undefined) throw new Error(`No account has the domain ${domainId}.`)
  return account
}

function existing(call: Call, orderId: string): Order {
  const order = findOrder(call.cloud, call.caller.domainId, orderId)
  if (order === undefined) throw new CloudError(400, 'CBC.30000010', 'The order ID is invalid.')
  return order
}

/** 400 CBC.0100 that names the first bad field. */
export function badParameter(issues: ReturnType<typeof issuesOf>): CloudError {
  const [issue] = issues
  const missing = issue?.keyword === 'required' ? String(issue.params['missingProperty']) : ''
  const extra = issue?.keyword === 'additionalProperties' ? String(issue.params['additionalProperty']) : ''
  const field = [...(issue?.instancePath ?? '').split('/'), missing, extra].filter(Boolean).join('.')
  return new CloudError(400, 'CBC.0100', `Parameter error: ${field || 'body'} ${issue?.message ?? 'is invalid'}.`)
}
