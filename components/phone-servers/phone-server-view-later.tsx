'use client'

import { later } from '#components/shell/later.tsx'

export const PhoneServerViewLater = later(async () => (await import('./phone-server-view.tsx')).PhoneServerView)
