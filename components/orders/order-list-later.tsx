'use client'

import { later } from '#components/shell/later.tsx'

export const OrderListLater = later(async () => (await import('./order-list.tsx')).OrderList)
