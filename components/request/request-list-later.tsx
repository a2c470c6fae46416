'use client'

import { later } from '#components/shell/later.tsx'

export const RequestListLater = later(async () => (await import('./request-list.tsx')).RequestList)
