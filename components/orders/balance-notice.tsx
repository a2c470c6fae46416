'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useLookup } from '#components/wizard/use-lookup.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { Charge } from '#lib/operations/kit.ts'
import { quoteQuery } from '#lib/quotes/queries.ts'

type Props = { accountId: string | undefined; orderId: string | undefined; charge: Charge | undefined }

/** Says so when the account has less than what is left to pay of an order. */
export function BalanceNotice({ accountId, orderId, charge }: Props) {
  const t = useTranslations('operations.order')
  const format = useFormat()
  const { data: quote } = useQuery({
    ...quoteQuery(accountId ?? '', charge ?? { kind: 'none' }),
    enabled: accountId !== undefined && charge !== undefined,
  })
  const [now] = useLookup(accountId, 'ordersNow', orderId).data ?? []
  if (quote?.state !== 'priced' || now?.availableMinor === undefined || now.availableMinor >= quote.amountMinor)
    return null
  return <Alert tone="wait" title={t('balanceLow', { amount: format.money(now.availableMinor / 100, now.currency) })} />
}
