import type { Translation } from '../../translation.ts'
import type { answerErrors as english } from '../en/errors-answers.ts'

export const answerErrors: Translation<typeof english> = {
  account: {
    paused: '此云账号已暂停，所有者可以恢复。',
    refused: '云端拒绝了此账号的密钥，所有者需要更换有效的密钥。',
  },
  accountNotFound: '该云账号不存在，或您在其上没有角色。',
  accountRuns: '该账号已在运行。',
  cannotClose: '此申请的状态已变化，无法再关闭。请查看最新状态。',
  cannotResubmit: '此申请的状态已变化，无法重新申请。请查看最新状态。',
  changedMeanwhile: '已有他人先行操作，或内容已更改。未执行任何操作，请重新查看。',
  choicesChanged: '部分选项在云端已失效，已为您标出，请重新选择。',
  cloudRefused: '云端拒绝：{code} {message}',
  cloudUnreachable: '云端没有应答，没有任何内容被更改。请稍后重试。',
  consoleUnreachable: '无法连接控制台，请检查网络后重试。',
  contentChanged: '内容在显示之后已更改，未签核任何内容。请查看新版本。',
  draftTooLarge: '草稿过大，无法保存，请缩减内容。',
  equalPurchaseUnknown: '另一笔相同购买的结果未知，现在申请可能重复购买。请等待结果明确。',
  internal: '发生意外错误，请将此编号提供给支持人员：{traceId}',
  noLongerWaiting: '此申请已不在待审批状态，未执行任何操作。请查看最新状态。',
  nothingToCancel: '没有可取消的未支付订单：它已被支付或取消。',
  operationNotFound: '本控制台已不支持此操作。',
  orderNotFound: '该订单不存在，或您在其账号上没有角色。',
  paymentNotHeld: '支付已不再被搁置，未执行任何操作。请查看最新状态。',
  priceChanged: '现在的价格为 {amount}。没有发送任何内容，请重新查看并确认。',
  rejectReason: '请说明原因，以便申请人知道如何修改',
  requestNotFound: '该申请不存在，或您在其账号上没有角色。',
  serverNotFound: '该云手机服务器不存在，或您在其账号上没有角色。',
  signInFirst: '您的会话已结束。请重新登录，已输入的内容会保留。',
  tooLateToWithdraw: '后台程序已开始发送，无法再撤回。',
}
