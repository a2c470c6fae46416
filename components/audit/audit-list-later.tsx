'use client'

import { later } from '#components/shell/later.tsx'

export const AuditListLater = later(async () => (await import('./audit-list.tsx')).AuditList)
