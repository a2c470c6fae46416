import type { Translation } from '../../translation.ts'
import type { errorBook as english } from '../en/error-book.ts'

export const errorBook: Translation<typeof english> = {
  title: '错误手册',
  intro: '说明云端错误码的含义、能否安全重试，以及谁可以如何处理。错误码旁边的云端原文通常会写明细节。',
  caption: '云端错误码',
  columns: { code: '错误码', service: '来源', meaning: '含义', tryAgain: '能否重试', whoCan: '谁可以处理' },
  search: '错误码或关键词',
  filters: { q: '搜索', service: '来源', retry: '能否重试', fixer: '处理人' },
  retry: { yes: '可以', wait: '稍后再试', look: '请先查看', no: '需先调整' },
  shown: '第 {first, number}–{last, number} 条，共 {total, number} 条',
  nothingFits: {
    title: '手册中没有符合的错误码',
    text: '请减少关键词，或只搜索错误码。云端也会使用文档中没有说明的码：请查看旁边的云端原文，并在申请页面使用“复制给支持人员”。',
    action: '显示整本手册',
  },
  one: {
    back: '错误手册',
    title: '错误码 {code}',
    tryAgain: '可以重试吗？',
    whoCan: '谁可以处理',
    whatToDo: '如何处理',
    codes: '错误码',
    service: '来源',
    http: 'HTTP 状态码',
    pretend: '只有演示用的模拟云会返回此码。',
  },
  unknown: {
    title: '手册中没有此码',
    text: '控制台所依据的云服务商文档没有说明此码，它可能是新增的，或仅供云服务商内部使用。无法得知重试是否安全：重做之前请先查看订单和资源。',
    whatToDo:
      '请先查看错误码旁边的云端原文。如仍无法判断，请打开出现此码的申请，点击“复制给支持人员”，并将报告交给云服务商的支持人员，他们可以凭云端请求 ID 找到该调用。',
    action: '搜索手册',
  },
}
