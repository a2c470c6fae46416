import type { Locale } from '#lib/i18n/locale.ts'
import { messageText, type LooseTranslator } from '#lib/i18n/message-text.ts'
import { translatorFor } from '#lib/i18n/translator.ts'

/** The words of messages of whatever area in one language; a message without words stays as it is. */
export function textsIn(locale: Locale, messages: readonly string[]): string[] {
  // The whole tree of messages, by keys that are only known here.
  const translate = translatorFor(locale, undefined as never) as unknown as LooseTranslator
  return messages.map((message) => messageText(translate, message) ?? message)
}
