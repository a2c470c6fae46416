import { z } from 'zod'
import { SearchText, windowFields } from '../page-window.ts'
import { jobGroups } from './job-state.ts'

export const JobFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  state: z.enum(['all', ...jobGroups]).catch('all'),
  service: z.enum(['all', 'cph', 'workspace', 'ecs']).catch('all'),
  ...windowFields,
})
export type JobFilter = z.output<typeof JobFilter>
