import type { Translation } from '../../translation.ts'
import type { search as english } from '../en/search.ts'

export const search: Translation<typeof english> = {
  list: '可打开的内容',
  recent: '最近的搜索',
  forget: '清除搜索记录',
  pages: '前往',
  actions: '发起',
  kinds: {
    request: '申请',
    order: '订单',
    job: '任务',
    phone_server: '云手机服务器',
    phone: '云手机',
    desktop: '云桌面',
    server: '弹性云服务器',
    eip: '公网地址',
    person: '人员',
  },
  addresses: { s2: '使用中', s3: '已退订或释放', s4: '已冻结', s5: '已到期' },
  views: {
    waiting: '待您审批的申请',
    notKnown: '结果未知的申请',
    person: '需人工处理的申请',
    unpaid: '未支付订单',
    board: '任务看板',
    stuck: '超过常规时长的任务',
    failedJobs: '失败的任务',
    expiring: '即将到期的资源',
  },
  searching: '正在搜索',
  found: '{count, plural, =0 {未找到内容} other {可打开 # 项}}',
  nothing: '没有内容包含“{text}”',
  nothingText: 'ID 可按任意片段查找，资源和人员可按名称查找。仅搜索您在所属账号上可见的内容。',
  failed: '搜索没有响应',
  failedText: '没有任何更改。仍可打开上方的页面。',
  keys: { choose: '选择', open: '打开', close: '关闭', slash: '按 / 键打开搜索' },
}
