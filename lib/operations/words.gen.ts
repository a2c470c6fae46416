// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.
import type { Translation } from '../i18n/translation.ts'
import * as buyPhoneServersTitles from './buy-phone-servers/titles.ts'
import * as changePhoneFlavorTitles from './change-phone-flavor/titles.ts'
import * as switchPhoneServerTitles from './switch-phone-server/titles.ts'
import { words as switchPhoneServer } from './switch-phone-server/words/en.ts'
import { words as switchPhoneServerZh } from './switch-phone-server/words/zh-CN.ts'

export const titles = {
  'buy-phone-servers': buyPhoneServersTitles.english,
  'change-phone-flavor': changePhoneFlavorTitles.english,
  'switch-phone-server': switchPhoneServerTitles.english,
} as const

export const titlesZh: Translation<typeof titles> = {
  'buy-phone-servers': buyPhoneServersTitles.chinese,
  'change-phone-flavor': changePhoneFlavorTitles.chinese,
  'switch-phone-server': switchPhoneServerTitles.chinese,
}

export const words = {
  'switch-phone-server': switchPhoneServer,
} as const

export const wordsZh: Translation<typeof words> = {
  'switch-phone-server': switchPhoneServerZh,
}
