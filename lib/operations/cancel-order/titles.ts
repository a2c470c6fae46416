import type { Translation } from '../../i18n/translation.ts'

export const english = { title: 'Cancel an order' } as const

export const chinese: Translation<typeof english> = { title: '取消订单' }
