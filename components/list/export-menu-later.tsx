'use client'

import { later } from '#components/shell/later.tsx'

/** For pages that are drawn on the server or awake with the frame. */
export const ExportMenuLater = later(async () => (await import('./export-menu.tsx')).ExportMenu)
