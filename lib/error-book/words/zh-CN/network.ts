import type { network as facts } from '../../facts/network.ts'
import type { Meanings } from '../../fact.ts'

export const network: Meanings<typeof facts> = {
  'EPS.0003': '控制台密钥所属的用户无权查看企业项目。',
  'VPC.0101': '调用中的某个值不被网络服务接受。',
  badRequest: '计算服务无法识别该调用。',
  forbidden: '控制台密钥所属的用户在计算服务中缺少权限。',
  itemNotFound: '计算服务中没有该内容，或已不存在。',
  conflictingRequest: '已存在同名内容，或正在变更。',
}
