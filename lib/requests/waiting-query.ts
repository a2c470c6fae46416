import { queryOptions } from '@tanstack/react-query'
import type { RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { RequestRow } from './queries.ts'

/** How many requests wait for this person's decision, on one account or all. */
export const waitingQuery = (account: string | undefined) =>
  queryOptions({
    queryKey: ['requests', 'list', 'waiting', account] as const,
    queryFn: async ({ signal }) => {
      const { total } = await readRoute<RowsPage<RequestRow>>('/api/requests', { account, whose: 'for_me' }, signal)
      return total.count
    },
  })
