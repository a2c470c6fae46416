import type { z } from 'zod'
import { textsIn } from './texts-in.ts'

/** What the form and the action show: the first message at each path. */
export function errorsOf(schema: z.ZodType, input: unknown): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const issue of schema.safeParse(input).error?.issues ?? []) errors[issue.path.join('.')] ??= issue.message
  return errors
}

/** The words of a message in both languages. */
export const wordsOf = (message: string): { en: string | undefined; zh: string | undefined } => ({
  en: textsIn('en', [message])[0],
  zh: textsIn('zh-CN', [message])[0],
})
