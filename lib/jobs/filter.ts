import { z } from 'zod'
import { SearchText, windowFields } from '../page-window.ts'

export const JobFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  state: z.enum(['all', 'running', 'succeeded', 'failed']).catch('all'),
  ...windowFields,
})
export type JobFilter = z.output<typeof JobFilter>
