'use client'

import { useTranslations } from 'use-intl/react'
import { Money } from '#components/ui/money.tsx'
import type { Quote, QuoteLine } from '#lib/quotes/quote.ts'

/** What the sum is made of: each product with its number, size and term. Discounts are given on the sum. */
export function PriceLines({ quote }: { quote: Quote }) {
  const t = useTranslations('quote')
  return (
    <dl className="mt-3 flex flex-col gap-1.5 text-m" aria-label={t('lines')}>
      {quote.lines.map((line, index) => (
        // Lines have no other name: two disks of one size and type are two equal lines.
        // oxlint-disable-next-line react/no-array-index-key -- the list is rebuilt with every quote and never reordered
        <div key={index} className="flex flex-wrap justify-between gap-x-4">
          <dt className="min-w-0 text-muted">
            <ProductName line={line} />
          </dt>
          <dd className="ml-auto">
            {line.officialMinor === null ? (
              t('included')
            ) : (
              <Money amount={line.officialMinor / 100} currency={quote.currency} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function ProductName({ line: { product } }: { line: QuoteLine }) {
  const t = useTranslations('quote')
  const { kind, spec, size = 0, quantity } = product
  switch (kind) {
    case 'disk':
      return t('disk', { type: spec, size, quantity })
    case 'desktop':
      return t('desktop', { quantity })
    case 'desktop_disk':
      return t('desktopDisk', { size })
    default:
      return t('server', { quantity })
  }
}
