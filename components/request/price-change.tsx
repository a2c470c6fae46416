'use client'

import { useTranslations } from 'use-intl/react'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { Quote } from '#lib/quotes/quote.ts'

type Props = { quote: Quote; change: NonNullable<Quote['change']> }

/** What a change costs or pays back until the term ends, and how that is reckoned. */
export function PriceChange({ quote, change }: Props) {
  const t = useTranslations('quote.change')
  const format = useFormat()
  const { amountMinor, currency, quotedAt } = quote
  const way = amountMinor > 0 ? 'more' : amountMinor < 0 ? 'less' : 'same'
  return (
    <>
      <p className="mt-1 text-xl">
        {way !== 'same' && <MinorMoney amountMinor={Math.abs(amountMinor)} currency={currency} strong />} {t(way)}
      </p>
      <dl className="mt-3 flex flex-col gap-1.5 text-m">
        <Row label={t('before')} minor={change.fromMonthMinor} currency={currency} />
        <Row label={t('after')} minor={change.toMonthMinor} currency={currency} />
      </dl>
      <p className="mt-2 text-s text-muted">
        {t('basis', { count: change.months, date: format.date(change.until) })} <AsOf at={quotedAt} />
      </p>
    </>
  )
}

const Row = ({ label, minor, currency }: { label: string; minor: number; currency: string }) => (
  <div className="flex flex-wrap justify-between gap-x-4">
    <dt className="text-muted">{label}</dt>
    <dd className="ml-auto">
      <MinorMoney amountMinor={minor} currency={currency} />
    </dd>
  </div>
)
