import { queryOptions } from '@tanstack/react-query'
import type { JobRow } from '../jobs/queries.ts'
import type { Total, UncountedPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace, AttemptFace, HistoryEntry, PaymentFace, Person } from '../requests/queries.ts'
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
  /** What was ordered: its first line of the order's own service, empty until its lines were read. */
  product: string
  lineCount: number
  resourceCount: number
}

export type OrderLine = {
  id: string
  product: string
  service: string
  region: string
  count: number | null
  period: { type: number; count: number } | null
  amountMinor: number | null
  officialMinor: number | null
  effectiveAt: string | null
  expiresAt: string | null
}

/** Where a thing stands in the inventory. `status` and `phones` are of phone servers. */
export type InventoryFace = {
  list: 'phone-servers' | 'desktops' | 'servers'
  isGone: boolean
  status: number | null
  phones: number
}

export type OrderedResource = {
  id: string
  name: string
  /** The cloud's own word for its kind, empty until billing told it. */
  type: string
  /** False for what belongs to another thing of the order: an address, a disk. */
  isMain: boolean
  expiresAt: string | null
  /** Given back: billing no longer has it in use. */
  isClosed: boolean
  /** Null for what the inventory does not hold. */
  inventory: InventoryFace | null
}

export type OrderDetail = OrderRow & {
  lines: OrderLine[]
  /** When lines and resources were last read; null until they were. */
  linesAt: string | null
  /** How many things it is about; null where nobody said. */
  asked: number | null
  resources: OrderedResource[]
  /** Paid by coupons and cards instead of money; null where the cloud did not say. */
  couponMinor: number | null
  jobs: JobRow[]
  /** Of the request; null and empty for what was bought elsewhere. */
  approval: { by: Person; at: string } | null
  payment: PaymentFace | null
  history: HistoryEntry[]
  attempts: AttemptFace[]
  /** The call that made it, without secrets. */
  call: { method: string; path: string; body: string } | null
  isChange: boolean
  seenAt: string
  /** When its status was last seen to change. */
  changedAt: string
  /** The order as the cloud told it, for support. */
  raw: string
}

export const ordersQuery = (filter: OrderFilter) =>
  queryOptions({
    queryKey: ['orders', 'list', filter] as const,
    queryFn: ({ signal }) => readRoute<UncountedPage<OrderRow>>('/api/orders', filter, signal),
  })

/** How many orders the filter lets through, whichever part of them is looked at. */
export function ordersTotalQuery({ sort: _, after: __, before: ___, ...filter }: OrderFilter) {
  return queryOptions({
    queryKey: ['orders', 'list', 'total', filter] as const,
    queryFn: ({ signal }) => readRoute<Total>('/api/orders/total', filter, signal),
  })
}

export const orderQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['orders', 'one', orderId] as const,
    queryFn: ({ signal }) => readRoute<OrderDetail>(`/api/orders/${encodeURIComponent(orderId)}`, {}, signal),
  })

/** Fields of a filter whose choices are asked of the console. */
export const orderChoiceKinds = ['person', 'service', 'region', 'currency', 'account'] as const
export type OrderChoiceKind = (typeof orderChoiceKinds)[number]

/** A value of a filter's field with words for it. */
export type OrderChoice = { value: string; label: string; detail?: string | undefined }

/** What the orders that a person may see can be narrowed to in one field. */
export const orderChoicesQuery = (of: OrderChoiceKind) => ({
  queryKey: ['orders', 'choices', of] as const,
  queryFn: () => readRoute<OrderChoice[]>('/api/orders/choices', { of }),
})
