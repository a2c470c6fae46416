import type { Locale } from '../i18n/locale.ts'
import type { Translation } from '../i18n/translation.ts'
import type { AllMeanings } from './book.ts'
import { advice } from './words/en/advice.ts'
import { answers } from './words/en/answers.ts'
import { bss } from './words/en/bss.ts'
import { cph } from './words/en/cph.ts'
import { ecs } from './words/en/ecs.ts'
import { gateway } from './words/en/gateway.ts'
import { network } from './words/en/network.ts'
import { own } from './words/en/own.ts'
import { pretend } from './words/en/pretend.ts'
import { workspace } from './words/en/workspace.ts'
import { advice as adviceZh } from './words/zh-CN/advice.ts'
import { answers as answersZh } from './words/zh-CN/answers.ts'
import { bss as bssZh } from './words/zh-CN/bss.ts'
import { cph as cphZh } from './words/zh-CN/cph.ts'
import { ecs as ecsZh } from './words/zh-CN/ecs.ts'
import { gateway as gatewayZh } from './words/zh-CN/gateway.ts'
import { network as networkZh } from './words/zh-CN/network.ts'
import { own as ownZh } from './words/zh-CN/own.ts'
import { pretend as pretendZh } from './words/zh-CN/pretend.ts'
import { workspace as workspaceZh } from './words/zh-CN/workspace.ts'

// Far more than a page needs, so none of it is among the messages: the server gives out what is asked for, code by code.
export type BookWords = {
  meanings: AllMeanings
  advice: Translation<typeof advice>
  answers: Translation<typeof answers>
}

export const bookWords: Record<Locale, BookWords> = {
  en: {
    meanings: { ...cph, ...workspace, ...ecs, ...bss, ...gateway, ...network, ...own, ...pretend },
    advice,
    answers,
  },
  'zh-CN': {
    meanings: {
      ...cphZh,
      ...workspaceZh,
      ...ecsZh,
      ...bssZh,
      ...gatewayZh,
      ...networkZh,
      ...ownZh,
      ...pretendZh,
    },
    advice: adviceZh,
    answers: answersZh,
  },
}
