'use client'

import { later } from '#components/shell/later.tsx'

export const ExpiringListLater = later(async () => (await import('./expiring-list.tsx')).ExpiringList)
