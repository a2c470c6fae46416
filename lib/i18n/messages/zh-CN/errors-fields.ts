import type { Translation } from '../../translation.ts'
import type { fieldErrors as english } from '../en/errors-fields.ts'

export const fieldErrors: Translation<typeof english> = {
  accountChoose: '请选择用于购买的账号',
  unknownField: '请删除“{field}”：控制台不支持此参数',
  tooLong: '请缩短至 {max, number} 个字符以内',
  tooManyBytes: '请缩短至 {max, number} 字节以内（一个汉字占 3 字节）',

  serverModelChoose: '请选择服务器规格',
  serverModelGone: '云端已不再提供此服务器规格，请选择其他规格',
  phoneModelChoose: '请选择云手机规格',
  phoneModelNotFitting: '此云手机规格不适用于所选服务器规格，请从列表中选择',
  phoneModelChanged: '云端在您选择之后变更了此云手机规格，请重新选择',

  imageChoose: '请选择镜像',
  imageGone: '此镜像已不存在，请选择其他镜像',
  imageNotFitting: '此镜像不适用于所选云手机规格，请从列表中选择',
  serverName: '只能使用英文字母、数字、连字符（-）和下划线（_）',
  serverCount: '请输入 {min, number} 到 {max, number} 之间的整数；如需更多服务器，请另行申请',
  keypairGone: '此密钥对已不存在，请选择其他密钥对或不使用',

  vpcChoose: '请选择虚拟私有云（VPC）',
  vpcGone: '此 VPC 已不存在，请选择其他 VPC',
  subnetChoose: '请选择子网',
  subnetNotInVpc: '此子网不属于所选 VPC，请从列表中选择',
  subnetTooSmall: '此子网剩余 {free, number} 个可用地址，而这些服务器需要 {needed, number} 个，请选择更大的子网',
  subnetWithoutIpv6: '所选子网未开启 IPv6，请关闭 IPv6 或选择其他子网',
  phonesPerIp: '请输入云手机数量，为不小于 1 的整数',
  phonesPerIpAbovePhones: '请输入不大于 {max, number} 的数：每台服务器只有 {max, number} 台云手机',
  eipSource: '请选择新购、使用已有或不使用弹性公网 IP',
  eipType: '请选择新购弹性公网 IP 的线路',
  eipCount: '请输入地址数量，为不小于 1 的整数；不需要时请选择“不使用公网地址”',
  eipCountAboveAddresses: '请输入不大于 {max, number} 的数：每台服务器只有 {max, number} 个内网地址可供绑定',
  eipChoose: '请选择一个空闲的弹性公网 IP',
  eipGone: '此弹性公网 IP 已被占用，请选择其他地址',
  eipForOneServer: '一个已有的公网地址不能用于多台服务器，请新购地址，或只购买一台服务器',
  bandwidthShare: '请选择独享带宽或共享带宽',
  bandwidthSize: '请输入 {min, number} 到 {max, number} 之间的整数，单位 Mbit/s',
  bandwidthChoose: '请选择共享带宽',
  bandwidthGone: '此共享带宽已不存在，请选择其他带宽',
  bandwidthFull:
    '此带宽还可加入 {room, number} 个公网 IP，而这些服务器需要 {needed, number} 个，请选择其他带宽或减少地址数量',
  chargeMode: '请选择按带宽计费或按流量计费',

  portName: '请填写端口名称，例如“web”',
  portNameReserved: '请更换名称：adb 和 vnc 为云端保留名称',
  portNameTwice: '请更换名称：前面的端口已使用此名称',
  portRange: '请输入 {min} 到 {max} 之间的整数',
  portTwice: '请更换端口号：前面的端口已使用此端口号',
  propertyJson: `请输入 JSON 对象，例如 '{"persist.sys.locale":"zh-CN"}'`,
  propertyKey: '请删除“{key}”：云端不允许设置此属性',
  propertyValue: '请修改“{key}”的值：云端不接受当前值',

  diskNeeded: '请选择磁盘：2.0 规格的云手机不自带磁盘',
  diskNotTaken: '请勿选择磁盘：1.0 规格的云手机自带磁盘',
  diskType: '请选择磁盘类型',
  diskSize: '请输入 {min, number} 到 {max, number} 之间的整数，单位 GiB',

  termUnit: '请选择按月或按年购买',
  termCount: '请输入整数：1 到 9 个月，或 1 到 10 年',
  termMonths: '请输入不超过 9 个月的时长，或改为按年购买',

  enterpriseProjectGone: '此企业项目已不存在或已停用，请选择其他项目',
  zoneGone: '此可用区已不存在，请选择其他可用区，或由平台自动分配',

  flavorIsCurrent: '服务器已是该规格，请另选',
  flavorNotSpecial: '云端只允许变更为特殊规格，请从中选择',
  flavorOtherGeneration: '该规格属于另一代硬件，请选择同代规格',
  flavorOtherPhones: '该规格的云手机数量不同，请选择数量相同的规格',
  order: {
    amountRose: '订单金额现为 {amount}，高于所显示的金额，请重新打开此表单',
    currencyChanged: '订单币种已变更，请重新打开此表单',
    noAmount: '云端未说明该订单的金额，请稍后重新打开此表单',
    paysBack: '这是退款订单，由云端自行处理',
  },
  targetChoose: '请从服务器页面打开此表单',
}
