import type { Translation } from '../../translation.ts'
import type { auth as english } from '../en/auth.ts'

export const auth: Translation<typeof english> = {
  demo: '演示环境：选择您的身份',
  demoHelp: '自动填入表单。所有密码均为 {password}。',
  email: '邮箱地址',
  emailMissing: '请输入邮箱地址',
  hide: '隐藏',
  hidePassword: '隐藏密码',
  password: '密码',
  passwordMissing: '请输入密码',
  promise: '没有第二个人的会签，就不会购买任何资源。',
  roleDoes: {
    admin: '提交购买申请',
    owner: '设置控制台',
    reviewer: '审批申请',
    support: '查询与排障',
  },
  show: '显示',
  showPassword: '显示密码',
  signIn: '登录',
  signInAgain: '页面停留时间过长，请重新登录。',
  signOut: '退出登录',
  title: '登录',
  tooManyAttempts: '该邮箱地址的尝试次数过多，请等待 {minutes} 分钟后再试。',
  unreachable: '控制台没有响应，请检查网络连接后重试。',
  wrongSignIn: '邮箱地址与密码不匹配，请检查后重试。',
}
