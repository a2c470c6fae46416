'use client'

import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl/react'
import { CloudWords } from '#components/errors/cloud-words.tsx'
import { useLookup } from '#components/wizard/use-lookup.ts'
import { Alert } from '#components/ui/alert.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { OrderNow as Now, OrderNowLine } from '#lib/operations/lookups.ts'
import { unlessUnpaid } from '#lib/operations/order-state.ts'
import { OrderLines } from './order-lines.tsx'
import { PayCountdown } from './pay-countdown.tsx'

/** A list of orders does not say who made one, nor until when it can be paid. */
type Learned = 'orderedBy' | 'payUntil'

type Props = {
  accountId: string | undefined
  /** The order that a form was opened for, as far as it is known. */
  target: Partial<Record<'id' | 'name' | Learned, string | undefined>> | undefined
  /** Where it was ordered, a message key. */
  origin: string
  /** What the form did not know yet, told once billing has answered, so that it is reviewed as well. */
  onLearn: (field: Learned, value: string) => void
}

/** The order that a form is about: what the console knows, and what billing says of it at this moment. */
export function OrderNow({ accountId, target, origin, onLearn }: Props) {
  const t = useTranslations('operations.order')
  const text = useText()
  const { data, error } = useLookup(accountId, 'ordersNow', target?.id)
  const now = data?.[0]
  const learn = useRef(onLearn)
  useEffect(() => {
    learn.current = onLearn
  })
  const { orderedBy, payUntil } = target ?? {}
  useEffect(() => {
    if (orderedBy === undefined && now?.orderedBy !== undefined) learn.current('orderedBy', now.orderedBy)
    if (payUntil === undefined && now?.payUntil !== undefined) learn.current('payUntil', now.payUntil)
  }, [now, orderedBy, payUntil])
  if (!target?.id) return <Alert tone="wait" title={t('noTarget')} />
  const refusal = now && unlessUnpaid(now)
  return (
    <>
      {refusal !== undefined && <Alert tone="wait" title={text(refusal)} />}
      {error && (
        <Alert tone="danger">
          <CloudWords message={error.message} />
        </Alert>
      )}
      <DefinitionList
        rows={[
          { id: 'order', label: t('order'), value: target.name },
          { id: 'id', label: 'ID', value: <CopyId id={target.id} charactersMax={30} /> },
          { id: 'origin', label: t('origin'), value: text(origin) },
          ...(now ? moneyRows(now, t) : []),
        ]}
      />
      {now ? (
        <OrderLines lines={now.lines.map(toLine)} currency={now.currency} />
      ) : (
        !error && <Skeleton className="h-40" />
      )}
    </>
  )
}

function moneyRows(
  { amountMinor, currency, availableMinor, payUntil }: Now,
  t: ReturnType<typeof useTranslations<'operations.order'>>,
) {
  const money = (id: string, label: string, minor: number | undefined) =>
    minor === undefined ? [] : [{ id, label, value: <MinorMoney amountMinor={minor} currency={currency} /> }]
  return [
    ...money('amount', t('amount'), amountMinor),
    ...money('available', t('available'), availableMinor),
    ...(payUntil === undefined
      ? []
      : [{ id: 'until', label: t('payUntil'), value: <PayCountdown until={payUntil} /> }]),
  ]
}

const toLine = ({ id, product, count, period, amountMinor }: OrderNowLine) => ({
  id,
  product,
  service: '',
  region: '',
  officialMinor: null,
  count: count ?? null,
  period: period ?? null,
  amountMinor: amountMinor ?? null,
  effectiveAt: null,
  expiresAt: null,
})
