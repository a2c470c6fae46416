'use client'

import { later } from '#components/shell/later.tsx'

export const AuditViewLater = later(async () => (await import('./audit-view.tsx')).AuditView)
