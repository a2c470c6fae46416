'use client'

import { later } from '#components/shell/later.tsx'

export const DeskLater = later(async () => (await import('./desk.tsx')).Desk)
