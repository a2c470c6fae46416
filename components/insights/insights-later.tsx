'use client'

import { later } from '#components/shell/later.tsx'

export const InsightsLater = later(async () => (await import('./insights.tsx')).Insights)
