import type { Translation } from '../../translation.ts'
import type { operations as english } from '../en/operations.ts'

export const operations: Translation<typeof english> = {
  buyPhoneServers: '购买云手机服务器',
  cannot: {
    abnormal: '处于异常状态',
    creating: '云端正在设置',
    frozen: '已被云端冻结',
    gone: '已不存在',
    notThisKind: '不适用于此类资源',
    otherStatus: '云端报告了未公开的状态',
    starting: '正在开机',
    stopFailed: '关机失败',
    stopped: '已关机',
    stopping: '正在关机',
  },
  changePhoneFlavor: '变更云手机服务器规格',
  request: '新建申请',
  reasons: {
    accountNotActive: '已暂停或密钥被拒绝，可由所有者恢复',
    bandwidthFull: '无法再加入公网 IP',
    frozen: '已被云端冻结',
    lineNotHere: '此区域不提供该线路，请选择其他线路',
    networkNotReady: '在云端尚未就绪',
    noFreeAddress: '没有可用地址',
    noPhoneModel: '没有可用的云手机规格',
    notInRegion: '此区域不提供该服务',
    offSale: '已停售',
    phonesUnknown: '云端未说明其云手机数量',
    privateKeypair: '仅属于某个用户，控制台无法用其购买',
  },
}
