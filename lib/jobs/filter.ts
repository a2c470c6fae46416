import { z } from 'zod'
import { AccountIds, anyOf, Codes, Times } from '../filter-tokens.ts'
import { SearchText, sizeField, windowFields } from '../page-window.ts'
import { jobGroups } from './job-state.ts'

export const jobSorts = ['-started', 'started', '-duration'] as const
export type JobSort = (typeof jobSorts)[number]

/** What a list of jobs is narrowed to; see `filter-tokens.ts` for how its tokens are written. */
export const JobFilter = z.object({
  account: AccountIds,
  q: SearchText,
  state: anyOf(jobGroups),
  service: anyOf(['cph', 'workspace', 'ecs']),
  /** The operation that began it, or the cloud's own name for the work. */
  kind: Codes,
  /** Ids of what it is about. */
  resource: Codes,
  started: Times,
  error: Codes,
  sort: z.enum(jobSorts).catch('-started'),
  ...windowFields,
})
export type JobFilter = z.output<typeof JobFilter>

/** What is asked of them in one read. */
export const AskedJobs = JobFilter.extend(sizeField)

/** Deliveries are narrowed to accounts alone. */
export const DeliveriesFilter = JobFilter.pick({ account: true })
export type DeliveriesFilter = z.output<typeof DeliveriesFilter>
