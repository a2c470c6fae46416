import { queryOptions } from '@tanstack/react-query'
import { readRoute } from '../read-route.ts'
import type { Person } from './queries.ts'

export type PurchaseState = {
  /** Null while purchases go on. */
  stop: {
    at: string
    /** Null when nobody but a freeze stopped them. */
    by: Person | null
    reason: string | null
    /** The database was restored or moved: not resumed before `thawAt`. */
    freeze: {
      since: string
      thawAt: string
      /** `readAt`: when its orders were looked through since; null while they were not. */
      accounts: { id: string; name: string; readAt: string | null }[]
    } | null
  } | null
  canStop: boolean
  canResume: boolean
  asOf: string
}

export const purchasesQuery = () =>
  queryOptions({
    queryKey: ['purchases'] as const,
    queryFn: ({ signal }) => readRoute<PurchaseState>('/api/purchases', {}, signal),
  })
