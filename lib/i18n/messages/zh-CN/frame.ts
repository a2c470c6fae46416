import type { Translation } from '../../translation.ts'
import type { frame as english } from '../en/frame.ts'

export const frame: Translation<typeof english> = {
  nav: {
    overview: '总览',
    phoneServers: '云手机服务器',
    desktops: '云桌面',
    servers: '弹性云服务器',
    requests: '申请',
    orders: '订单',
    jobs: '任务',
    insights: '图表',
    support: '支持',
    errors: '错误手册',
  },
  account: {
    label: '云账号',
    heading: '显示以下账号的数据',
    all: '全部账号',
    allRegions: '全部区域',
    none: '无账号',
  },
  buy: '购买云手机服务器',
  search: {
    open: '搜索',
    label: '搜索或前往',
    placeholder: 'ID、名称、人员或页面',
    failed: '无法加载搜索。请检查网络，关闭后重试。',
  },
  signOut: '退出登录',
  notFound: {
    title: '此地址没有内容',
    text: '地址可能有误，或者您无权查看其内容。您能看到的内容都在各个列表中。',
    action: '返回总览',
  },
  noRole: {
    title: '您还没有角色',
    text: '您已登录，但尚无可访问的云账号。所有者为您授予角色后，这里就会显示内容。',
  },
  failed: {
    title: '无法加载此页面',
    text: '打开页面不会更改或发送任何内容。请重试；若仍然失败，请将此编号提供给支持人员：{digest}',
    textPlain: '打开页面不会更改或发送任何内容。请稍后重试。',
    action: '重试',
  },
}
