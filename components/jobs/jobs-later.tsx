'use client'

import { later } from '#components/shell/later.tsx'

export const JobsLater = later(async () => (await import('./jobs.tsx')).Jobs)
