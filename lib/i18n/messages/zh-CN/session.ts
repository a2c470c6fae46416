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
  idleText: '此处已有一段时间没有操作。只要您继续登录，已输入的内容会保留。',
  idleTitle: '您还在吗？',
  leave: '退出登录',
  left: '{minutes}:{seconds}',
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
