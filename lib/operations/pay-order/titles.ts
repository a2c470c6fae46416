import type { Translation } from '../../i18n/translation.ts'

export const english = { title: 'Pay an order' } as const

export const chinese: Translation<typeof english> = { title: '支付订单' }
