import { z } from 'zod'

export const jobViews = ['list', 'board'] as const
export type JobView = (typeof jobViews)[number]

/** How the jobs are laid out; a part of the address that narrows nothing. */
export const JobsView = z.object({ view: z.enum(jobViews).catch('list') })
