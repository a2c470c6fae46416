// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.
import type { Translation } from '../i18n/translation.ts'
import * as buyPhoneServersTitles from './buy-phone-servers/titles.ts'
import * as changeDesktopTitles from './change-desktop/titles.ts'
import * as changePhoneFlavorTitles from './change-phone-flavor/titles.ts'
import { words as changeDesktop } from './change-desktop/words/en.ts'
import { words as changeDesktopZh } from './change-desktop/words/zh-CN.ts'

export const titles = {
  'buy-phone-servers': buyPhoneServersTitles.english,
  'change-desktop': changeDesktopTitles.english,
  'change-phone-flavor': changePhoneFlavorTitles.english,
} as const

export const titlesZh: Translation<typeof titles> = {
  'buy-phone-servers': buyPhoneServersTitles.chinese,
  'change-desktop': changeDesktopTitles.chinese,
  'change-phone-flavor': changePhoneFlavorTitles.chinese,
}

export const words = {
  'change-desktop': changeDesktop,
} as const

export const wordsZh: Translation<typeof words> = {
  'change-desktop': changeDesktopZh,
}
