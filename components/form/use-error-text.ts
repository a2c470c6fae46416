'use client'

import { useCallback } from 'react'
import type { FieldError } from 'react-hook-form'
import { messageText } from '#lib/i18n/message-text.ts'
import { useLooseTranslator } from '#lib/i18n/use-text.ts'
import { errorText } from './error-text.ts'

/** Turns an error of react-hook-form into words: `const words = useErrorText(); words(fieldState.error)`. */
export function useErrorText(): (error: Pick<FieldError, 'message' | 'type'> | undefined) => string | undefined {
  const translate = useLooseTranslator()
  return useCallback((error) => error && errorText(error, (message) => messageText(translate, message)), [translate])
}
