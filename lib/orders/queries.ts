import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { SearchText, windowFields, type RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace } from '../requests/queries.ts'
import type { RequestState } from '../requests/machine.ts'

/** The cloud's order statuses (billing.md §2) by the group a list can be narrowed to. */
export const orderGroups = {
  unpaid: [6],
  processing: [1, 2, 3, 9, 10, 11, 12, 13],
  completed: [5],
  cancelled: [4],
} as const

export const orderStatuses = [1, 2, 3, 4, 5, 6, 9, 10, 11, 12, 13] as const
export const orderTypes = [1, 2, 3, 4, 10, 11, 13, 14, 15] as const

/** What a list of orders is narrowed to. `paid` = this billing month of the vendor, which runs by UTC+8. */
export const OrderFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  group: z.enum(['all', 'unpaid', 'processing', 'completed', 'cancelled']).catch('all'),
  origin: z.enum(['all', 'here', 'elsewhere']).catch('all'),
  paid: z.enum(['any', 'this_month']).catch('any'),
  ...windowFields,
})
export type OrderFilter = z.output<typeof OrderFilter>

export type OrderRow = {
  key: string
  orderId: string
  account: AccountFace
  status: number
  orderType: number
  serviceTypeCode: string
  serviceTypeName: string
  amountMinor: number | null
  officialMinor: number | null
  currency: string
  userName: string
  orderedAt: string | null
  paidAt: string | null
  payUntil: string | null
  /** Null for what was bought elsewhere. */
  request: { id: string; number: number; title: string; state: RequestState } | null
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

export type OrderDetail = Omit<OrderRow, 'key'> & {
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
    placeholderData: keepPreviousData,
  })

export const orderQuery = (orderId: string) =>
  queryOptions({
    queryKey: ['orders', 'one', orderId] as const,
    queryFn: ({ signal }) => readRoute<OrderDetail>(`/api/orders/${encodeURIComponent(orderId)}`, {}, signal),
  })
