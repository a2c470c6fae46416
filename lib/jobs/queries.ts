import { queryOptions } from '@tanstack/react-query'
import type { RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace, RequestRow } from '../requests/queries.ts'
import type { JobFilter } from './filter.ts'

export type JobRow = {
  key: string
  jobId: string
  account: AccountFace
  service: string
  kind: string
  resourceId: string
  state: 'running' | 'succeeded' | 'failed'
  progress: number | null
  errorCode: string | null
  errorMessage: string | null
  startedAt: string
  endedAt: string | null
  request: { id: string; number: number } | null
}

export type JobsPage = RowsPage<JobRow> & {
  /** Requests that wait for the cloud to deliver: a purchase has no job of its own. */
  deliveries: RequestRow[]
}

export const jobsQuery = (filter: JobFilter) =>
  queryOptions({
    queryKey: ['jobs', 'list', filter] as const,
    queryFn: ({ signal }) => readRoute<JobsPage>('/api/jobs', filter, signal),
  })
