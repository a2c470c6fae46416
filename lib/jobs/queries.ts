import { queryOptions } from '@tanstack/react-query'
import type { Freshness, Total, UncountedPage } from '../page.ts'
import { readRoute } from '../read-route.ts'
import type { AccountFace, Person, RequestRow } from '../requests/queries.ts'
import type { BoardColumn } from './board-columns.ts'
import type { DeliveriesFilter, JobFilter } from './filter.ts'
import type { JobState, ShownJobState } from './job-state.ts'

/** What a job is about; `name` is null where the mirror has no such thing. */
export type JobResource = { id: string; name: string | null }

/** The work on one thing. */
export type JobPart = {
  id: string
  /** The cloud's own name for the work; null where it gives none. */
  cloudKind: string | null
  resource: JobResource | null
  state: JobState
  /** Per cent, where the cloud tells it. */
  progress: number | null
  errorCode: string | null
  errorMessage: string | null
}

export type JobRow = Omit<JobPart, 'id' | 'state'> & {
  key: string
  jobId: string
  account: AccountFace
  service: string
  /** What lists are narrowed by: the key of the operation that began it, or the cloud's own word. */
  kind: string
  /** Message key of the operation that began it; an unknown one stays as it is. */
  title: string
  state: ShownJobState
  startedAt: string
  /** From when its time counts: it began, or its order was paid. */
  runsSince: string
  endedAt: string | null
  /** In minutes; a job that runs for longer is stuck. */
  usualMinutes: number
  /** Empty for a job about one thing. */
  parts: JobPart[]
  request: { id: string; number: number } | null
  /** Who asked for the request; null where there is none. */
  askedBy: Person | null
  orderId: string | null
}

/** Some of the requests that wait for the cloud to deliver, and how many do: a purchase has no job of its own. */
export type DeliveriesPage = { rows: RequestRow[]; total: Total }

export type JobDetail = JobRow & {
  /** When the cloud was last asked about it. */
  seenAt: string
  /** The job as the cloud told it, without secrets. */
  raw: string
}

export type JobsOfColumn = { total: Total; rows: JobRow[] }

export type JobBoard = { columns: Record<BoardColumn, JobsOfColumn>; asOf: Freshness }

export const jobsQuery = (filter: JobFilter) =>
  queryOptions({
    queryKey: ['jobs', 'list', filter] as const,
    queryFn: ({ signal }) => readRoute<UncountedPage<JobRow>>('/api/jobs', filter, signal),
  })

/** How many jobs the filter lets through, whichever part of them is looked at. */
export function jobsTotalQuery({ sort: _, after: __, before: ___, ...filter }: JobFilter) {
  return queryOptions({
    queryKey: ['jobs', 'list', 'total', filter] as const,
    queryFn: ({ signal }) => readRoute<Total>('/api/jobs/total', filter, signal),
  })
}

export const deliveriesQuery = ({ account }: DeliveriesFilter) =>
  queryOptions({
    queryKey: ['jobs', 'deliveries', account] as const,
    queryFn: ({ signal }) => readRoute<DeliveriesPage>('/api/jobs/deliveries', { account }, signal),
  })

export const boardQuery = (filter: JobFilter) =>
  queryOptions({
    queryKey: ['jobs', 'board', filter] as const,
    queryFn: ({ signal }) => readRoute<JobBoard>('/api/jobs/board', filter, signal),
  })

export const jobQuery = (service: string, jobId: string) =>
  queryOptions({
    queryKey: ['jobs', 'one', service, jobId] as const,
    queryFn: ({ signal }) => readRoute<JobDetail>(`/api${jobHref(service, jobId)}`, {}, signal),
  })

/** A job's own page. */
export const jobHref = (service: string, jobId: string): string =>
  `/jobs/${encodeURIComponent(service)}/${encodeURIComponent(jobId)}`
