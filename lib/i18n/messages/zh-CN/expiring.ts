import type { Translation } from '../../translation.ts'
import type { expiring as english } from '../en/expiring.ts'

export const expiring: Translation<typeof english> = {
  title: '即将到期',
  caption: '即将到期的预付费资源',
  columns: {
    name: '资源',
    kind: '类型',
    expires: '到期时间',
    order: '订单',
    id: '资源 ID',
    region: '区域',
    account: '账号',
  },
  kinds: { phoneServer: '云手机服务器', desktop: '云桌面', server: '弹性云服务器' },
  search: '名称、ID 或订单号',
  filters: {
    within: '期限',
    q: '搜索',
    days: { '30d': '30 天', '60d': '60 天', '90d': '90 天' },
  },
  empty: {
    title: '30 天内没有到期的资源',
    text: '按月或按年付费的资源会在到期前显示在这里。',
  },
  nothingFits: {
    title: '没有符合筛选条件的资源',
    text: '请移除筛选条件，或查看更长的期限。',
    action: '清除筛选',
  },
}
