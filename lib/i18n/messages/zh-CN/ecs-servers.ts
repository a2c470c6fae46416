import type { Translation } from '../../translation.ts'
import type { ecsServers as english } from '../en/ecs-servers.ts'

export const ecsServers: Translation<typeof english> = {
  title: '弹性云服务器',
  size: '规格大小',
  search: '名称、ID、规格或地址',
  status: {
    running: '运行中',
    stopped: '已关机',
    resizing: '变更规格中',
    creating: '创建中',
    rebooting: '重启中',
    rebuilding: '重建中',
    moving: '迁移中',
    shelved: '已搁置',
    paused: '已暂停',
    deleted: '已删除',
    error: '错误',
    gone: '已不存在',
    other: '状态 {status}',
  },
  empty: { title: '暂无弹性云服务器', text: '云端列出服务器后就会显示在这里。' },
  nothingFits: {
    title: '没有符合筛选条件的弹性云服务器',
    text: '请移除筛选条件，或搜索其他名称、ID、规格或地址。',
  },
  facts: {
    title: '服务器信息',
    id: '服务器 ID',
    dedicatedHost: '专属主机',
    securityGroups: '安全组',
    tags: '标签',
    resourceSpec: '计价规格',
    productId: '产品 ID',
    fault: '云端报告故障',
    locked: '已锁定：云端拒绝变更。',
    lockedBy: '已被订单 {order} 锁定：该订单完成前云端拒绝变更。',
    frozen: '已被云端冻结，通常因为到期或账号欠费。',
  },
  billing: {
    title: '计费',
    mode: '计费模式',
    why: {
      prepaid: '变更规格需要下订单：有价格、需支付。',
      pay_per_use: '变更规格会立即启动任务，不产生订单；此后按新价格按小时计费。',
      spot: '云端不支持变更竞价实例的规格。',
      unknown: '云端未说明其计费模式。',
    },
  },
}
