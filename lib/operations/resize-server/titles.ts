import type { Translation } from '../../i18n/translation.ts'

export const english = { title: 'Resize a server' } as const

export const chinese: Translation<typeof english> = { title: '变更弹性云服务器规格' }
