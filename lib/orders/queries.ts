import { queryOptions } from '@tanstack/react-query'
import type { RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace, Person } from '../requests/queries.ts'
import type { RequestState } from '../requests/machine.ts'
import type { OrderAttention } from './attention.ts'
import type { OrderFilter } from './filter.ts'

const statusKeys = ['s1', 's2', 's3', 's4', 's5', 's6', 's9', 's10', 's11', 's12', 's13'] as const
export type OrderStatusKey = (typeof statusKeys)[number] | 'other'

/** The message key of an order status; `other` for one that the vendor does not document. */
export const orderStatusKey = (status: number): OrderStatusKey =>
  statusKeys.find((key) => key === `s${status}`) ?? 'other'

const typeKeys = ['t1', 't2', 't3', 't4', 't10', 't11', 't13', 't14', 't15'] as const
export type OrderTypeKey = (typeof typeKeys)[number] | 'other'

/** The message key of an order type. */
export const orderTypeKey = (type: number): OrderTypeKey => typeKeys.find((key) => key === `t${type}`) ?? 'other'

const periodKeys = ['p0', 'p1', 'p2', 'p3', 'p4', 'p5'] as const
export type PeriodKey = (typeof periodKeys)[number] | 'other'

/** The message key of a line's period type. */
export const periodKey = (type: number): PeriodKey => periodKeys.find((key) => key === `p${type}`) ?? 'other'

export type OrderRow = {
  key: string
  orderId: string
  account: AccountFace
  status: number
  orderType: number
  serviceTypeCode: string
  serviceTypeName: string
  region: string
  amountMinor: number | null
  officialMinor: number | null
  refundedMinor: number | null
  currency: string
  userName: string
  orderedAt: string | null
  paidAt: string | null
  payUntil: string | null
  /** Null for what was bought elsewhere. */
  request: { id: string; number: number; title: string; state: RequestState } | null
  /** Who asked for it here; null for what was bought elsewhere. */
  askedBy: Person | null
  attention: OrderAttention | null
  /** What was ordered: its first line, empty until its lines were read. */
  product: string
  lineCount: number
  resourceCount: number
}

export type OrderLine = {
  id: string
  product: string
  service: string
  count: number | null
  period: { type: number; count: number } | null
  amountMinor: number | null
  effectiveAt: string | null
  expiresAt: string | null
}

export type OrderedServer = { id: string; name: string; status: number; serverModel: string; phones: number }

export type OrderDetail = OrderRow & {
  lines: OrderLine[]
  servers: OrderedServer[]
  seenAt: string
  /** The order as the cloud told it, for support. */
  raw: string
}

export const ordersQuery = (filter: OrderFilter) =>
  queryOptions({
    queryKey: ['orders', 'list', filter] as const,
    queryFn: ({ signal }) => readRoute<RowsPage<OrderRow>>('/api/orders', filter, signal),
  })

export const orderQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['orders', 'one', orderId] as const,
    queryFn: ({ signal }) => readRoute<OrderDetail>(`/api/orders/${encodeURIComponent(orderId)}`, {}, signal),
  })
