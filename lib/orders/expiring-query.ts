import { queryOptions } from '@tanstack/react-query'
import type { RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace } from '../requests/queries.ts'
import type { ExpiringFilter } from './expiring-filter.ts'

/** How soon it runs out, in days. */
export const expiringWithin = ['30d', '60d', '90d'] as const

/** Something that was paid for in advance. */
export type ExpiringRow = {
  key: string
  resourceId: string
  name: string
  /** Null where no mirror has it, so that it has no page. */
  kind: 'phoneServer' | 'desktop' | 'server' | null
  service: string
  region: string
  orderId: string
  account: AccountFace
  expiresAt: string
}

const pages = { phoneServer: '/phone-servers', desktop: '/desktops', server: '/servers' } as const

/** Its own page, or that of the order it came with. */
export const expiringHref = ({ kind, resourceId, orderId }: Pick<ExpiringRow, 'kind' | 'resourceId' | 'orderId'>) =>
  kind === null ? `/orders/${encodeURIComponent(orderId)}` : `${pages[kind]}/${encodeURIComponent(resourceId)}`

export const expiringQuery = (filter: ExpiringFilter) =>
  queryOptions({
    queryKey: ['orders', 'list', 'expiring', filter] as const,
    queryFn: ({ signal }) => readRoute<RowsPage<ExpiringRow>>('/api/expiring', filter, signal),
  })
