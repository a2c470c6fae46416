import type { Translation } from '../../i18n/translation.ts'

export const english = { title: 'Buy phone servers' } as const

export const chinese: Translation<typeof english> = { title: '购买云手机服务器' }
