import type { Translation } from '../../translation.ts'
import type { denied as english } from '../en/denied.ts'

export const denied: Translation<typeof english> = {
  signIn: '请先登录。',
  noAccount: '您在此云账号上没有角色。所有者可以为您授予角色。',
  role: '您的角色不包含此权限，所有者可以调整。',
  needsReviewer: '只有此账号的审批人可以执行此操作。',
  needsOwner: '只有该云账号的所有者可以操作。',
  needsAdmin: '只有此账号的管理员可以执行此操作。',
  cloudTookIt: '云端自身指明其中一个订单属于此调用：调用已被受理。请认领或取消该订单。',
  contentUnreadable: '无法读取此申请的内容，因此不能批准、发送或支付。',
  mayStillArrive: '延迟的调用仍可能到达。“已知信息”中写明了何时可以判定。',
  ownRequest: '这是您自己的申请，必须由他人审批。',
  notYours: '只有申请人本人可以撤回。',
  supportSharesNothing: '支持人员只能保存自己的视图。所有者、管理员或审批人可以共享视图。',
}
