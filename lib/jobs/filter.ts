import { z } from 'zod'
import { SearchText, windowFields } from '../page-window.ts'
import { jobStates } from './job-state.ts'

/** States of a job, and among those that run the ones that take longer than usual. */
export const jobGroups = [...jobStates, 'cancelled', 'stuck'] as const

export const JobFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  state: z.enum(['all', ...jobGroups]).catch('all'),
  service: z.enum(['all', 'cph', 'workspace', 'ecs']).catch('all'),
  ...windowFields,
})
export type JobFilter = z.output<typeof JobFilter>
