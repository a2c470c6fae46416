'use client'

import { useTranslations } from 'use-intl/react'
import { AsOf } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { UsageQuote } from '#lib/quotes/quote.ts'

/** What an hour of use costs before and after a change. */
export function UsageChange({ quote, isOld }: { quote: UsageQuote; isOld: boolean }) {
  const t = useTranslations('quote.usage')
  const format = useFormat()
  const { fromHourMillionths, toHourMillionths, currency, quotedAt } = quote
  return (
    <div className={isOld ? 'opacity-50' : undefined}>
      <p className="mt-1 text-xl">
        <span className="font-strong">{format.rate(toHourMillionths, currency)}</span> {t('anHour')}
      </p>
      <p className="mt-1 text-muted">{t('before', { amount: format.rate(fromHourMillionths, currency) })}</p>
      <p className="mt-2 text-s text-muted">
        {t('basis')} <AsOf at={quotedAt} />
      </p>
    </div>
  )
}
