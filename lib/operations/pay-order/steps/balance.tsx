'use client'

import { type Control, useWatch } from 'react-hook-form'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { useLookup } from '#components/wizard/use-lookup.ts'
import { useQuote } from '#components/wizard/use-quote.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { DeepPartial } from '../../kit.ts'
import { knownCharge } from '../charge.ts'
import type { Input } from '../contract.ts'

/** Says so when the account has less than what is to be paid. */
export function Balance({ control }: { control: Control<Input> }) {
  const t = useTranslations('pay-order')
  const format = useFormat()
  // A form under way: anything may still be missing.
  const values = useWatch({ control }) as DeepPartial<Input>
  const accountId = values.account?.accountId
  const charge = knownCharge(values)
  const { data: quote } = useQuote(accountId, charge)
  const [now] = useLookup(accountId, 'ordersNow', values.target?.id).data ?? []
  if (quote?.state !== 'priced' || now?.availableMinor === undefined || now.availableMinor >= quote.amountMinor)
    return null
  return <Alert tone="wait" title={t('balanceLow', { amount: format.money(now.availableMinor / 100, now.currency) })} />
}
