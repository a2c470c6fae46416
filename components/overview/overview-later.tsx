'use client'

import { later } from '#components/shell/later.tsx'

export const OverviewLater = later(async () => (await import('./overview.tsx')).Overview)
