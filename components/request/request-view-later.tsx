'use client'

import { later } from '#components/shell/later.tsx'

export const RequestViewLater = later(async () => (await import('./request-view.tsx')).RequestView)
