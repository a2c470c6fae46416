import type { Translation } from '../../i18n/translation.ts'

export const english = { title: 'Switch a phone server to new hardware' } as const

export const chinese: Translation<typeof english> = { title: '切换云手机服务器到新硬件' }
