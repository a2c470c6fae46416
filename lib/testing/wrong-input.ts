import { messageText, type LooseTranslator } from '#lib/i18n/message-text.ts'
import { translatorFor } from '#lib/i18n/translator.ts'
import type { z } from 'zod'

/** What the form and the action show: the first message at each path. */
export function errorsOf(schema: z.ZodType, input: unknown): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of schema.safeParse(input).error?.issues ?? []) errors[issue.path.join('.')] ??= issue.message
  return errors
}

/** The words of a message in both languages; undefined where it has none. */
export const wordsOf = (message: string): { en: string | undefined; zh: string | undefined } => ({
  en: messageText(loose('en'), message),
  zh: messageText(loose('zh-CN'), message),
})

// The whole tree of messages, by keys that are only known here.
const loose = (locale: 'en' | 'zh-CN') => translatorFor(locale, undefined as never) as unknown as LooseTranslator
