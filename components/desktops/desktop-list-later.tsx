'use client'

import { later } from '#components/shell/later.tsx'

export const DesktopListLater = later(async () => (await import('./desktop-list.tsx')).DesktopList)
