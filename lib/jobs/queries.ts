import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { SearchText, windowFields, type RowsPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace, RequestRow } from '../requests/queries.ts'

export const JobFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  state: z.enum(['all', 'running', 'succeeded', 'failed']).catch('all'),
  ...windowFields,
})
export type JobFilter = z.output<typeof JobFilter>

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
    placeholderData: keepPreviousData,
  })
