import type { Translation } from '../../translation.ts'
import type { live as english } from '../en/live.ts'

export const live: Translation<typeof english> = {
  neverRead: '尚未从云端读取',
  neverReadText: '后台程序读取该账号后，此列表会自动显示内容。',
  partlyRead: '部分数据尚未从云端读取',
  stale: {
    title: '目前无法读取账号 {account}',
    text: '该账号的内容截至 {time}。最近一次读取（{failedAt}）失败。控制台会继续重试。',
    never: '尚未读取到该账号的任何数据，因此未显示。最近一次读取（{failedAt}）失败。控制台会继续重试。',
    internal: '控制台自身出现故障，详情见后台程序的日志。',
    from: '当前内容截至 {time}。',
    refused: {
      title: '云端拒绝了账号 {account} 的密钥',
      text: '在所有者填入有效密钥并恢复账号之前，不会再读取该账号。',
    },
    paused: {
      title: '账号 {account} 已暂停',
      text: '在所有者恢复之前，不会再读取该账号。',
    },
  },
  arrived: '{count, plural, other {有 # 条新记录：点击显示}}',
  changed: '列表有变化：点击显示',
  arrivedSpoken: '{count, plural, other {有 # 条新记录等待显示}}，当前列表未变动。',
  leftList: '已不在此列表中',
  loading: '正在加载',
  failed: {
    title: '无法加载列表',
    text: '没有任何内容被更改，数据仍然完好。',
    action: '重试',
  },
  ended: {
    text: '您的会话已结束，当前内容不再更新。',
    action: '重新登录',
  },
  away: {
    connection: '自 {time} 起没有实时更新：无法连接控制台。当前显示的是当时的数据，恢复之前无法保存任何内容。',
    database: '自 {time} 起没有实时更新：控制台的数据库没有应答。当前显示的是当时的数据，恢复之前无法保存任何内容。',
    room: '自 {time} 起没有实时更新：您或您的办公网络打开的控制台页面过多，请关闭一些。',
    worker: '后台程序自 {time} 起没有响应。恢复之前不会读取云端数据，也不会发送已批准的申请。',
    workerNever: '后台程序尚未启动。启动之前不会读取云端数据，也不会发送已批准的申请。',
  },
  found: '{count, plural, =0 {没有符合的记录} other {# 条符合}}',
  foundMore: '超过 {count} 条符合',
  request: '申请 {number}',
  back: {
    connection: '控制台已恢复应答，当前内容为实时数据。',
    database: '数据库已恢复，当前内容为实时数据。',
    room: '页面数量已恢复正常，当前内容为实时数据。',
    worker: '后台程序已恢复。',
  },
  rows: '{count, plural, =0 {无记录} other {# 条}}',
  moreThan: '超过 {count}',
}
