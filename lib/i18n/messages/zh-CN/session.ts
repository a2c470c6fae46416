import type { Translation } from '../../translation.ts'
import type { session as english } from '../en/session.ts'

export const session: Translation<typeof english> = {
  cancel: '取消',
  codeHelp: '身份验证器应用中的六位数字，或一个恢复码。',
  codeLabel: '验证码',
  enrolText: '此处登录除密码外还需要第二种验证方式。请立即设置，只需一分钟。',
  enrolTitle: '设置第二重验证',
  factorText: '密码正确。请用第二重验证证明是您本人。',
  factorTitle: '第二步',
  finalText: '每次登录最长十二小时，之后须重新登录。请完成手头的操作：已输入但尚未保存的内容届时会丢失。',
  finalTitle: '会话即将结束',
  goOn: '继续到结束',
  idleText: '此处已有一段时间没有操作。只要您继续登录，已输入的内容会保留。',
  idleTitle: '您还在吗？',
  leave: '退出登录',
  left: '{minutes}:{seconds}',
  lostBoth: '第二重验证和恢复码都丢失了？所有者可以让您重新设置。',
  passkey: '使用通行密钥',
  passwordLabel: '您的密码',
  prove: '继续',
  proveText: '支付、审批、更改角色或密钥之前，若上次验证已超过十分钟，需要再次验证。',
  proveTitle: '请确认是您本人',
  signInAgain: '您通过公司的身份提供方登录。',
  signInAgainAction: '在那里重新登录',
  somebodyElse: '以其他人身份登录',
  stay: '保持登录',
}
