import 'server-only'
import { createTranslator } from 'use-intl/core'
import type { Locale } from './locale.ts'
import { messages, type Area } from './messages.ts'
import { messageText, type LooseTranslator } from './message-text.ts'
import { messagesOf } from './translator.ts'

/** Turns messages (`wizard.vpc`, `wizard.diskValue|{"size":40}`) into words on the server, whatever area they are of. */
export function textIn(locale: Locale): (message: string) => string {
  // `Object.keys` of the texts are the areas by definition.
  const areas = Object.keys(messages[locale]) as Area[]
  const translate = createTranslator({ locale, messages: messagesOf(locale, areas) })
  // Every caller asks `has` before it translates, so the key exists whatever its static type.
  const loose = translate as unknown as LooseTranslator
  return (message) => messageText(loose, message) ?? message
}
