'use client'

import { later } from '#components/shell/later.tsx'

export const PhoneServerListLater = later(async () => (await import('./phone-server-list.tsx')).PhoneServerList)
