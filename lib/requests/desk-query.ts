import { queryOptions } from '@tanstack/react-query'
import type { Freshness, RowsPage, Total } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { DeskFilter } from './desk-filter.ts'
import type { CaseFace, RequestRow } from './queries.ts'

/** A request that is not known or needs a person, with all that is needed to settle it. */
export type DeskCase = RequestRow &
  CaseFace & {
    /** The name sent to the cloud; null where the content cannot be read. */
    name: string | null
  }

export type Desk = {
  unknown: DeskCase[]
  person: DeskCase[]
  total: Total
  /** Of the orders that show what became of them. */ asOf: Freshness
}

export const deskQuery = (filter: DeskFilter) =>
  queryOptions({
    queryKey: ['desk', filter] as const,
    queryFn: ({ signal }) => readRoute<Desk>('/api/desk', filter, signal),
  })

/** How many requests are on the desk, of one account or all. */
export const deskCountQuery = (account: string | undefined) =>
  queryOptions({
    queryKey: ['requests', 'list', 'desk', account] as const,
    queryFn: async ({ signal }) => {
      const { total } = await readRoute<RowsPage<RequestRow>>('/api/requests', { account, group: 'desk' }, signal)
      return total.count
    },
  })
