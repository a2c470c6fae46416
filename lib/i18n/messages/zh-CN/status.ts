import type { Translation } from '../../translation.ts'
import type { status as english } from '../en/status.ts'

export const status: Translation<typeof english> = {
  draft: { word: '草稿', hint: '仅您可见。下一步：填写完成并提交。' },
  waitingForApproval: { word: '待审批', hint: '尚未发送任何请求。下一步：审批人审批。' },
  approved: { word: '已批准', hint: '已由第二人签核。下一步：控制台发送请求。' },
  sending: { word: '发送中', hint: '已签名的调用正在发送。下一步：等待云服务应答。' },
  notKnown: { word: '结果未知', hint: '已发送但未收到应答，云端可能已受理，请勿重复下单。下一步：控制台正在核实。' },
  waitingForPayment: { word: '待支付', hint: '云端存在未支付的订单。下一步：支付或取消订单。' },
  paying: { word: '支付中', hint: '正在支付。下一步：等待云服务确认。' },
  inProgress: { word: '处理中', hint: '云服务正在处理。下一步：等待处理完成。' },
  done: { word: '已完成', hint: '申请的资源已全部交付。' },
  partlyDone: { word: '部分完成', hint: '部分资源已交付，部分未交付。下一步：查看缺少的资源。' },
  failed: { word: '失败', hint: '操作未完成。下一步：查看原因，其中说明是否已支付。' },
  rejected: { word: '已驳回', hint: '审批人未通过，未发送任何请求。' },
  withdrawn: { word: '已撤回', hint: '申请人已撤回，未发送任何请求。' },
  cancelled: { word: '已取消', hint: '订单在支付前已取消。' },
  expired: { word: '已过期', hint: '等待超时，未发送任何请求。下一步：如仍需要，请提交新的申请。' },
  needsAPerson: { word: '需人工处理', hint: '控制台无法自行判断。下一步：由审批人核实并关闭。' },
}
