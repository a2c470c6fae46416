// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.
import type { Translation } from '../i18n/translation.ts'
import * as buyPhoneServersTitles from './buy-phone-servers/titles.ts'
import * as cancelOrderTitles from './cancel-order/titles.ts'
import * as changeDesktopTitles from './change-desktop/titles.ts'
import * as changePhoneFlavorTitles from './change-phone-flavor/titles.ts'
import * as payOrderTitles from './pay-order/titles.ts'
import * as resizeServerTitles from './resize-server/titles.ts'
import * as switchPhoneServerTitles from './switch-phone-server/titles.ts'
import { words as cancelOrder } from './cancel-order/words/en.ts'
import { words as changeDesktop } from './change-desktop/words/en.ts'
import { words as payOrder } from './pay-order/words/en.ts'
import { words as resizeServer } from './resize-server/words/en.ts'
import { words as switchPhoneServer } from './switch-phone-server/words/en.ts'
import { words as cancelOrderZh } from './cancel-order/words/zh-CN.ts'
import { words as changeDesktopZh } from './change-desktop/words/zh-CN.ts'
import { words as payOrderZh } from './pay-order/words/zh-CN.ts'
import { words as resizeServerZh } from './resize-server/words/zh-CN.ts'
import { words as switchPhoneServerZh } from './switch-phone-server/words/zh-CN.ts'

export const titles = {
  'buy-phone-servers': buyPhoneServersTitles.english,
  'cancel-order': cancelOrderTitles.english,
  'change-desktop': changeDesktopTitles.english,
  'change-phone-flavor': changePhoneFlavorTitles.english,
  'pay-order': payOrderTitles.english,
  'resize-server': resizeServerTitles.english,
  'switch-phone-server': switchPhoneServerTitles.english,
} as const

export const titlesZh: Translation<typeof titles> = {
  'buy-phone-servers': buyPhoneServersTitles.chinese,
  'cancel-order': cancelOrderTitles.chinese,
  'change-desktop': changeDesktopTitles.chinese,
  'change-phone-flavor': changePhoneFlavorTitles.chinese,
  'pay-order': payOrderTitles.chinese,
  'resize-server': resizeServerTitles.chinese,
  'switch-phone-server': switchPhoneServerTitles.chinese,
}

export const words = {
  'cancel-order': cancelOrder,
  'change-desktop': changeDesktop,
  'pay-order': payOrder,
  'resize-server': resizeServer,
  'switch-phone-server': switchPhoneServer,
} as const

export const wordsZh: Translation<typeof words> = {
  'cancel-order': cancelOrderZh,
  'change-desktop': changeDesktopZh,
  'pay-order': payOrderZh,
  'resize-server': resizeServerZh,
  'switch-phone-server': switchPhoneServerZh,
}
