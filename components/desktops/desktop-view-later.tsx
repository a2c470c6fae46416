'use client'

import { later } from '#components/shell/later.tsx'

export const DesktopViewLater = later(async () => (await import('./desktop-view.tsx')).DesktopView)
