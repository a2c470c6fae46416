import type { Translation } from '../../../i18n/translation.ts'
import type { words as english } from './en.ts'

export const words: Translation<typeof english> = {
  error: { consent: '请确认您知晓：订单取消后不能恢复' },
  consent: '我知道该订单取消后不能恢复',
  consentHelp: '若仍需要其内容，须按当日价格重新下单。',
  reviewCallHelp: '审批通过后，将签名并发送以下内容。发送之前会再次读取订单。',
  steps: { target: '订单', consent: '后果' },
  afterwards: '之后',
  thenNothing: '订单被取消，不会支付，也不会交付任何内容。',
  warning: {
    final: '订单取消后不能恢复：其内容须重新下单。',
    ours: '该订单通过本控制台下单：生成它的申请将以“已取消”结束。',
  },
}
