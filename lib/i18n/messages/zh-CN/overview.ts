import type { Translation } from '../../translation.ts'
import type { overview as english } from '../en/overview.ts'

export const overview: Translation<typeof english> = {
  title: '总览',
  figures: {
    waiting: '待您审批',
    waitingAll: '待审批',
    unknown: '结果未知',
    person: '需人工处理',
    stuck: '停滞',
    running: '进行中',
    spend: '{month}已支付',
    spendNote: '{count, plural, =0 {无订单} other {# 个订单}}，按 UTC+8 计',
    unpaid: '未支付订单',
    servers: '云手机服务器',
    phones: '{count, plural, =0 {无云手机} other {# 部云手机}}',
    abnormal: '{count, plural, other {# 台异常}}',
    nothingPaid: '暂无',
  },
  hints: {
    waiting: '等待您的决定',
    waitingAll: '由审批人决定',
    unknown: '正在核实',
    person: '无法自动继续',
    stuck: '超过正常用时',
    running: '已发送或即将发送',
    unpaid: '有支付期限',
  },
  waiting: {
    title: '待您审批',
    empty: '没有等待您审批的申请。',
    all: '查看全部待审批申请',
  },
  attention: {
    title: '需要关注',
    empty: '没有结果未知、停滞或需人工处理的申请。',
  },
  running: {
    title: '进行中',
    empty: '目前没有正在提交云端的申请。',
    all: '查看全部进行中的申请',
  },
  firstTitle: '尚未通过本控制台购买任何资源',
  first: '填写所需资源，由第二人签核，随后可在此跟踪进度，直到云手机运行。',
  firstReviewer: '一旦有人提出购买申请，就会显示在这里等待您审批。',
  troubles: {
    refused: '云端拒绝了 {account} 的密钥',
    refusedText: '该账号的读取与购买已全部停止。所有者需要更换有效的密钥。{reason}',
    paused: '账号 {account} 已暂停',
    pausedText: '在所有者恢复之前，不会读取该账号，也不会在其上购买。{reason}',
    worker: '后台程序未运行',
    workerText: '已批准的申请不会发送，进度也不会更新。最近一次活动：{at}。',
    workerNever: '已批准的申请不会发送，进度也不会更新。后台程序从未在此启动。',
    stopped: '购买已停止',
    stoppedText: '已批准的申请将等待，不会发送或支付。{reason}',
  },
}
