'use client'

import { useCallback } from 'react'
import { useTranslations } from 'use-intl/react'
import { messageText, type LooseTranslator } from './message-text.ts'
import { useFormat } from './use-format.ts'

/** Turns a message into words: a key of ours (`errors.portRange|{"min":1}`) is translated, other text stays. */
export function useText(): (message: string) => string {
  const translate = useLooseTranslator()
  const { money } = useFormat()
  return useCallback((message) => messageText(translate, message, money) ?? message, [translate, money])
}

export function useLooseTranslator(): LooseTranslator {
  // By way of `unknown` at once: comparing the type of every key there is takes the linter minutes.
  const translate: unknown = useTranslations()
  // Every caller asks `has` before it translates, so the key exists whatever its static type.
  return translate as LooseTranslator
}
