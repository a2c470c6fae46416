import type { Translation } from '../../translation.ts'
import type { jobs as english } from '../en/jobs.ts'

export const jobs: Translation<typeof english> = {
  title: '任务',
  caption: '云端任务',
  deliveries: {
    title: '正在交付',
    note: '购买在云端没有对应的任务，因此按到达的服务器逐台统计。',
    empty: '没有正在进行的交付。',
    progress: '已交付 {delivered}/{expected}',
    label: '申请 {number} 已交付的服务器',
  },
  columns: {
    kind: '内容',
    state: '状态',
    resource: '资源',
    request: '申请',
    started: '开始时间',
    duration: '用时',
    error: '原因',
    job: '任务 ID',
    ended: '结束时间',
    account: '账号',
  },
  services: { cph: '云手机', workspace: '云桌面', ecs: '弹性云服务器' },
  kinds: {
    'switch-phone-server': '更换硬件',
    'change-phone-flavor': '变更规格',
    'change-desktop': '变更云桌面',
    'resize-server': '变更规格',
  },
  states: { running: '进行中', succeeded: '已完成', failed: '失败' },
  search: '任务或资源 ID',
  filters: { state: '状态', q: '搜索' },
  seconds: '{count} 秒',
  minutes: '{minutes} 分 {seconds} 秒',
  hours: '{hours} 小时 {minutes} 分',
  empty: {
    title: '暂无任务',
    text: '更换或变更已有资源时会产生任务。购买的进度在上方逐台显示。',
  },
  nothingFits: {
    title: '没有符合筛选条件的任务',
    text: '请移除筛选条件，或搜索其他 ID。',
    action: '清除筛选',
  },
}
