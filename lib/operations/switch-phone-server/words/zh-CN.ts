import type { Translation } from '../../../i18n/translation.ts'
import type { words as english } from './en.ts'

export const words: Translation<typeof english> = {
  steps: {
    account: '可用区与项目',
    model: '云手机',
    image: '镜像与密钥对',
    danger: '将丢失的内容',
  },
  intro: {
    title: '服务器将切换到新硬件',
    stays: '名称、ID、服务器规格、时长和价格保持不变。',
    goes: '云手机会重新创建，其中的所有数据都会丢失。地址和端口以此处的选择为准。',
    takes: '切换期间，账号需要额外一台该规格服务器的配额。',
  },
  zoneKept: '保持在 {zone}',
  zoneKeptUnknown: '保持不变',
  stays: '不变',
  portsLost: '请重新填写所有端口',
  portsLostText: '云端不提供云手机现有的端口和属性，也不会将其带到新硬件。未在此处填写的内容，切换后将不复存在。',
  priceNote: '云端不对切换收费，服务器的时长和价格不变。切换期间会在现有资源之外占用配额、地址和硬件。',
  noMoney: '服务器的时长和价格不变。公网地址和带宽照常另行计费。',
  lost: '将丢失的云手机',
  danger: {
    title: '{count, plural, =0 {该服务器目前没有云手机} other {# 台云手机上的所有数据将丢失}}',
    text: '{server} 的云手机会被删除并重新创建，其中的内容任何人都无法恢复，云服务商也不能。请在提交前保存仍需要的数据。',
    phones: '{server} 的 {count, number} 台云手机',
    phonesLoading: '正在从云端读取云手机',
    phonesFailed: '无法读取云手机',
    changed: '云手机已与您勾选时不同',
    changedText: '期间有人变更了该服务器。请查看列表，取消勾选后再重新勾选。',
    extra: '切换期间需要的资源',
    extraServer: '额外 1 台 {model} 的配额和库存',
    extraServerText: '云端不会提前告知是否足够。如果不足，云端会拒绝调用，不做任何变更。',
    extraAddresses: '{count, number} 个内网地址',
    extraAddressesText: '子网 {subnet} 现有 {free, number} 个可用地址。',
    extraPublic: '{count, number} 个新的公网地址',
    tick: '{count, plural, =0 {我知道该服务器上的内容都不会保留} other {我知道这 # 台云手机上的所有数据将永久丢失}}',
    typeName: '服务器名称',
    typeNameHelp: '为确认就是这台服务器，请准确输入：',
  },
  errors: {
    phones: '请重新勾选：无法读取云手机列表',
    tick: '请勾选后继续',
    typeName: '请输入服务器名称',
    otherName: '这不是该服务器的名称：请按显示的内容准确输入，区分大小写',
  },
  warnings: {
    phones:
      '{count, plural, =0 {{server} 目前没有云手机，之后新增的也会丢失。} other {{server} 的 # 台云手机上的所有数据将丢失。}}',
    quota: '切换期间，账号需要额外一台 {model} 的配额。',
    addresses: '地址和端口将变为此申请中的内容：目前访问云手机的方式之后可能失效。',
  },
}
