import type { Translation } from '../../translation.ts'
import type { peopleErrors as english } from '../en/errors-people.ts'

export const peopleErrors: Translation<typeof english> = {
  alreadyAsked: '此事项已在等待另一位所有者。',
  anotherOwnerConfirms: '须由另一位所有者确认：既非提出者，也非当事人。',
  codeWrong: '验证码错误或已使用。请等待下一个验证码，或使用恢复码。',
  confirmFirst: '请先确认是您本人。未执行任何操作。',
  emailWrong: '请输入完整的邮箱地址，例如 name@example.com',
  factorNotFound: '您没有该第二重验证。',
  hasRole: '该人员已拥有此角色。',
  lastFactor: '此处必须有第二重验证，而这是最后一个。请先添加另一个。',
  lastOwner: '此人是 {account} 最后一位可登录的所有者。请先指定另一位所有者。',
  linkDead: '此链接已失效：已使用、已被替换，或超过七天。请向所有者索取新链接。',
  noSecondOwner: '此操作须由另一位所有者确认，而控制台没有其他所有者。请在命令行用 connect 命令添加。',
  notYourself: '须由另一位所有者对您执行。',
  nothingToProve: '此处已无需验证。请重新加载页面。',
  otherSession:
    '未执行任何操作：打开此页面之后，您已重新登录。页面已更新，您输入的内容仍保留。请确认当前登录的人员，然后再按一次；如仍出现此提示，请重新加载页面。',
  passkeyKnown: '此通行密钥已登记。',
  passkeyWrong: '通行密钥未被接受。请重试，或使用验证码。',
  passkeysNeedName: '只有通过域名（而非数字地址）打开控制台时，浏览器才会创建通行密钥。',
  passwordCommon: '此密码容易被猜到：出现在泄露密码列表中，或由您的姓名或键盘顺序组成。请使用几个不相关的词。',
  passwordShort: '请至少使用 {min} 个字符',
  passwordWrong: '密码不正确。',
  personDisabled: '该人员已停用。请先重新启用。',
  personNotFound: '您的账号上没有该人员。',
  proveFirst: '请先用第二重验证证明是您本人。',
  roleMissing: '请至少选择一个角色',
  sessionNotFound: '您已没有该会话。',
}
