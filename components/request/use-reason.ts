'use client'

import { useCallback } from 'react'
import { parseMessage } from '#lib/i18n/message-text.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import { useLooseTranslator } from '#lib/i18n/use-text.ts'

/**
 * Words for a stored reason: its key with parameters, amounts among them (`amountMinor`, `approvedMinor` with `currency`)
 * as money. Text that is no key of ours stays as it is.
 */
export function useReason(): (words: string) => string {
  const translate = useLooseTranslator()
  const format = useFormat()
  return useCallback(
    (words) => {
      const { key, params } = parseMessage(words)
      if (!/^[\w-]+(\.[\w-]+)+$/.test(key) || !translate.has(key)) return words
      const { amountMinor, approvedMinor, currency } = params
      const money = (minor: string | number | undefined) =>
        minor === undefined || typeof currency !== 'string' ? '' : format.money(Number(minor) / 100, currency)
      return translate(key, { ...params, amount: money(amountMinor), approved: money(approvedMinor) })
    },
    [translate, format],
  )
}
