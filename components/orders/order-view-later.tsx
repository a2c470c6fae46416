'use client'

import { later } from '#components/shell/later.tsx'

export const OrderViewLater = later(async () => (await import('./order-view.tsx')).OrderView)
