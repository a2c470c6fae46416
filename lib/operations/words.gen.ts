// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.
import type { Translation } from '../i18n/translation.ts'
import * as buyPhoneServersTitles from './buy-phone-servers/titles.ts'
import * as changePhoneFlavorTitles from './change-phone-flavor/titles.ts'
import * as resizeServerTitles from './resize-server/titles.ts'
import { words as resizeServer } from './resize-server/words/en.ts'
import { words as resizeServerZh } from './resize-server/words/zh-CN.ts'

export const titles = {
  'buy-phone-servers': buyPhoneServersTitles.english,
  'change-phone-flavor': changePhoneFlavorTitles.english,
  'resize-server': resizeServerTitles.english,
} as const

export const titlesZh: Translation<typeof titles> = {
  'buy-phone-servers': buyPhoneServersTitles.chinese,
  'change-phone-flavor': changePhoneFlavorTitles.chinese,
  'resize-server': resizeServerTitles.chinese,
}

export const words = {
  'resize-server': resizeServer,
} as const

export const wordsZh: Translation<typeof words> = {
  'resize-server': resizeServerZh,
}
