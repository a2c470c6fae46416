// Written by scripts/gen-operations.ts from the folders beside it. Run `npm run gen` after adding one.
import type { Translation } from '../i18n/translation.ts'
import * as buyPhoneServersTitles from './buy-phone-servers/titles.ts'
import * as changePhoneFlavorTitles from './change-phone-flavor/titles.ts'

export const titles = {
  'buy-phone-servers': buyPhoneServersTitles.english,
  'change-phone-flavor': changePhoneFlavorTitles.english,
} as const

export const titlesZh: Translation<typeof titles> = {
  'buy-phone-servers': buyPhoneServersTitles.chinese,
  'change-phone-flavor': changePhoneFlavorTitles.chinese,
}

export const words = {} as const

export const wordsZh = {}
