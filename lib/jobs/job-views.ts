/** How the jobs can be laid out. */
export const jobViews = ['list', 'board'] as const
export type JobView = (typeof jobViews)[number]
