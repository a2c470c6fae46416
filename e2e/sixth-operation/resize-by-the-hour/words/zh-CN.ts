import type { Translation } from '#lib/i18n/translation.ts'
import type { words as english } from './en.ts'

export const words: Translation<typeof english> = {
  flavor: '新规格',
  help: '示例：没有价格，也没有可选列表。',
  server: '服务器',
}
