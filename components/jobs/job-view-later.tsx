'use client'

import { later } from '#components/shell/later.tsx'

export const JobViewLater = later(async () => (await import('./job-view.tsx')).JobView)
