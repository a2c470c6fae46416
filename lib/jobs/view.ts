import { z } from 'zod'
import { jobViews } from './job-views.ts'

/** How the jobs are laid out; a part of the address that narrows nothing. */
export const JobsView = z.object({ view: z.enum(jobViews).catch('list') })
