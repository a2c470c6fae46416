import type { Translation } from '../../i18n/translation.ts'

export const english = {
  title: 'Change a desktop',
  resize: 'Change the size',
  expand: 'Expand a disk',
  period: 'Change to yearly/monthly',
  host: 'Change the number of desktops on the host',
} as const

export const chinese: Translation<typeof english> = {
  title: '变更云桌面',
  resize: '变更规格',
  expand: '扩容磁盘',
  period: '转为包年/包月',
  host: '变更主机上的桌面数量',
}
