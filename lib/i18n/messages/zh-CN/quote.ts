import type { Translation } from '../../translation.ts'
import type { quote as english } from '../en/quote.ts'

export const quote: Translation<typeof english> = {
  title: '价格',
  basis: '{term}的总价，以云端报价为准。',
  budget: {
    left: '支付后本月剩余预算：{left}，共 {budget}',
    over: '支付后，该账号本月将超出预算 {over}（预算为 {budget}）。这不会阻止任何操作。',
    note: '本月（UTC+8）迄今已支付 {spent}，未计入已批准但尚未支付的部分。',
  },
  desktop: '{quantity, plural, other {# 个云桌面}}',
  desktopDisk: '{size, number} GB 磁盘',
  discount: '优惠',
  disk: '{quantity, number} 块磁盘，{size, number} GiB {type}',
  included: '已包含',
  lines: '价格构成',
  listPrice: '官网价',
  noBillingRight: '控制台无权查看此账号的价格。',
  notAsked: '无法查询价格',
  notYet: '选定足够内容后，将在此显示价格。',
  orderWithoutAmount: '费用中心未说明订单金额。',
  server: '{quantity, number} 台服务器',
  term: { month: '{count, number} 个月', year: '{count, number} 年' },
  unavailable: '暂无报价',
  unavailableHint: '仍可提交申请。支付之前，审批人会看到订单金额并作出决定。',
  unknownProduct: '以控制台现有的编码，无法在云端价目表中找到此产品。',
  unreadable: '无法读取云端返回的价格。',
  change: {
    after: '变更后每月',
    basis: '至 {date} 剩余 {count} 个月的差价，不足一个月按整月计算。',
    before: '目前每月',
    less: '将退还',
    more: '需补付',
    same: '价格不变',
  },
  noCharge: '不收费',
  noTerm: '费用中心未说明到期时间，无法得知差价。',
  usage: {
    anHour: '每小时',
    basis: '按使用付费，现在不产生订单。',
    before: '此前为 {amount}',
  },
}
