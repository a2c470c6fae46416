import type { Translation } from '#lib/i18n/translation.ts'
import type { answers as english } from '../en/answers.ts'

export const answers: Translation<typeof english> = {
  retry: {
    yes: '可以直接重试。',
    wait: '可以，但请稍后再试。',
    look: '请先查看：操作可能已经执行。',
    no: '原样重试仍会被拒绝。',
  },
  fixer: {
    requester: '提出申请的人',
    owner: 'Countersign 中该账号的所有者',
    cloud_admin: '云服务商处的云账号管理员',
    vendor: '云服务商的支持人员',
    nobody: '无需处理，会自行恢复',
  },
  service: {
    cph: '云手机',
    workspace: '云桌面',
    ecs: '弹性云服务器',
    bss: '费用中心',
    gateway: '网关',
    network: '网络与密钥',
    console: '本控制台',
  },
}
