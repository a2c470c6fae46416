import type { Translation } from '../../translation.ts'
import type { common as english } from '../en/common.ts'

export const common: Translation<typeof english> = {
  cancel: '取消',
  close: '关闭',
}
