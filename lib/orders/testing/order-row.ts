import type { OrderRow } from '../queries.ts'

/** An order waiting for its payment, as lists show it, of an account whose name is its id. */
export const orderRow = (orderId: string, account: string, more: Partial<OrderRow> = {}): OrderRow => ({
  key: `2026~${orderId}`,
  orderId,
  account: { id: account, name: account, region: 'cn-east-3' },
  status: 6,
  orderType: 1,
  serviceTypeCode: 'hws.service.type.cph',
  serviceTypeName: 'Cloud Phone Host',
  region: 'cn-east-3',
  amountMinor: 100,
  officialMinor: null,
  refundedMinor: null,
  currency: 'CNY',
  userName: 'somebody',
  orderedAt: null,
  paidAt: null,
  payUntil: null,
  request: null,
  askedBy: null,
  attention: null,
  product: 'a phone server',
  lineCount: 1,
  resourceCount: 0,
  ...more,
})
