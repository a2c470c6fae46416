import type { Translation } from '../../translation.ts'
import type { accountErrors as english } from '../en/errors-accounts.ts'

export const accountErrors: Translation<typeof english> = {
  accessKeyForm: '请输入访问密钥 ID（AK）：仅字母和数字，无空格',
  secretKeyForm: '请按厂商文件原样输入秘密访问密钥（SK），不含空格',
  siteChoose: '请选择账号计费所在的站点',
  regionChoose: '请选择区域',
  regionNotOfSite: '请选择属于该站点的区域',
  projectIdForm: '请输入项目 ID：32 位 0–9 与 a–f，见厂商控制台的“我的凭证”',
  endpointGone:
    '控制台不能向云端询问此项：该区域没有此服务，或账号的地址不在设置（COUNTERSIGN_ENDPOINT_OVERRIDES）允许的范围内。没有发出任何请求。',
  endpointNotAllowed: '请从所列地址中选择',
  sameKeyTwice: '请输入另一个密钥：读取与消费共用一个密钥，会让网页端持有可消费的密钥',
  keyNotProven: '云端不接受这些内容，没有保存任何内容。',
  accessKeyUnknown: '云端没有此访问密钥，请检查是否正确、是否已被删除',
  accessKeyLocked: '签名错误次数过多，云端已锁定此密钥，请等待五分钟',
  secretKeyWrong: '此秘密密钥与访问密钥不匹配，请重新输入；错误五次将被锁定',
  clockWrong: '本控制台的时钟偏差超过 15 分钟，云端拒绝其签名',
  keyRefused: '云端拒绝此密钥：{message}',
  keyOfOtherAccount: '此密钥与另一个密钥不属于同一云账号',
  projectElsewhere: '此项目位于 {region}。请选择该区域，或输入所选区域的项目',
  projectNotOfKey: '此密钥没有该项目。它在 {region} 的项目是 {id}',
  projectUnknown: '此密钥没有该项目，在所选区域也没有项目',
  projectWithoutAccount: '云端未说明此项目属于谁，无法使用',
  projectThere: '此项目已接入',
  projectRetired: '此项目曾接入且已停用。可在命令行重新接入，历史记录会一并恢复',
  accountNameTaken: '该区域已有同名账号，请换一个名称',
  accountNotRunning: '此账号未在运行，无需暂停。',
  accountHasRequests: '此账号还有 {count, plural, other {# 个}}未结束的申请，请先撤回、驳回或等待其完成。',
  typedOtherName: '这不是该账号的名称',
  readKeyClosed: '控制台的数据密钥打不开此账号的读取密钥，请重新输入密钥。',
}
