'use client'

import { type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl/react'
import { CloudWords } from '#components/errors/cloud-words.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Money } from '#components/ui/money.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { useQuote } from '#components/wizard/use-quote.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { Charge } from '#lib/operations/kit.ts'
import type { PricedQuote, QuoteAnswer } from '#lib/quotes/queries.ts'
import { BudgetAfter } from './budget-after.tsx'
import { PriceChange } from './price-change.tsx'
import { PriceLines } from './price-lines.tsx'
import { UsageChange } from './usage-change.tsx'

type Props = {
  accountId: string | undefined
  /** What it is the price of; undefined while too little is known. */
  charge: Charge | undefined
  /** What is missing for a price, or missing in it. */
  note?: ReactNode
}

/** The price of what is being put together, as billing says it now. Its height does not change with its state. */
export function PricePanel({ accountId, charge, note }: Props) {
  const t = useTranslations('quote')
  const id = useId()
  const isFree = charge?.kind === 'none'
  const isAsked = accountId !== undefined && charge !== undefined && !isFree
  const { data, error, isFetching, isPlaceholderData, refetch } = useQuote(accountId, charge)
  return (
    <section aria-labelledby={id} className="rounded-l border border-line bg-surface p-4" aria-busy={isFetching}>
      <h3 id={id} className="text-m font-strong text-muted">
        {t('title')}
      </h3>
      <div className={isFree ? undefined : 'min-h-28'} aria-live="polite">
        {isFree ? (
          <p className="mt-1 text-xl font-strong">{t('noCharge')}</p>
        ) : !isAsked ? (
          <p className="mt-2 text-muted">{t('notYet')}</p>
        ) : error && !data ? (
          <Unreachable message={error.message} retry={() => void refetch()} />
        ) : data === undefined ? (
          <Waiting />
        ) : (
          <Answer data={data} isOld={isPlaceholderData} />
        )}
      </div>
      {note && (isFree || (isAsked && data?.state === 'priced')) && (
        <p className="mt-3 border-t border-line pt-3 text-s text-muted">{note}</p>
      )}
    </section>
  )
}

function Answer({ data, isOld }: { data: QuoteAnswer; isOld: boolean }) {
  const t = useTranslations('quote')
  const text = useText()
  if (data.state === 'unavailable')
    return (
      <>
        <p className="mt-1 text-xl font-strong">{t('unavailable')}</p>
        <p className="mt-1 text-muted">{text(data.reason)}</p>
        <p className="mt-2 text-muted">{t('unavailableHint')}</p>
      </>
    )
  if (data.state === 'usage') return <UsageChange quote={data} isOld={isOld} />
  return (
    <div className={isOld ? 'opacity-50' : undefined}>
      {data.change ? <PriceChange quote={data} change={data.change} /> : <Price quote={data} />}
      {data.budget && (
        <div className="mt-3 border-t border-line pt-3">
          <BudgetAfter budget={data.budget} amountMinor={data.amountMinor} currency={data.currency} />
        </div>
      )}
    </div>
  )
}

function Price({ quote }: { quote: PricedQuote }) {
  const t = useTranslations('quote')
  const { amountMinor, officialMinor, discountMinor, discountName, currency, quotedAt } = quote
  const period = quote.lines[0]?.product.period
  return (
    <>
      <p className="mt-1 text-xl">
        <Money amount={amountMinor / 100} currency={currency} strong />
      </p>
      {discountMinor > 0 && (
        <p className="text-muted">
          <s>
            <span className="sr-only">{t('listPrice')} </span>
            <Money amount={officialMinor / 100} currency={currency} />
          </s>{' '}
          {discountName ?? t('discount')}
        </p>
      )}
      <PriceLines quote={quote} />
      <p className="mt-2 text-s text-muted">
        {period ? t('basis', { term: t(`term.${period.unit}`, { count: period.count }) }) : null} <AsOf at={quotedAt} />
      </p>
    </>
  )
}

function Unreachable({ message, retry }: { message: string; retry: () => void }) {
  const t = useTranslations('quote')
  const ui = useTranslations('ui')
  return (
    <div className="mt-2">
      <Alert
        tone="danger"
        title={t('notAsked')}
        actions={
          <Button size="small" icon="refresh-cw" onClick={retry}>
            {ui('tryAgain')}
          </Button>
        }
      >
        <CloudWords message={message} />
      </Alert>
    </div>
  )
}

const Waiting = () => (
  <>
    <Skeleton className="mt-2 h-6 w-40" />
    <Skeleton className="mt-4 h-4 w-full" />
    <Skeleton className="mt-2 h-4 w-full" />
  </>
)
