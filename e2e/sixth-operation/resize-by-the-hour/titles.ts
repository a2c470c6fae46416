import type { Translation } from '#lib/i18n/translation.ts'

export const english = { title: 'Resize by the hour' } as const

export const chinese: Translation<typeof english> = { title: '按需变更规格' }
