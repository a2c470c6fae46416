import type { Translation } from '../../i18n/translation.ts'

export const english = { title: 'Change the flavor of a phone server' } as const

export const chinese: Translation<typeof english> = { title: '变更云手机服务器规格' }
