import { useTranslations } from 'use-intl/react'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import type { RequestRow } from '#lib/requests/queries.ts'

/** What a request costs, or why there is no amount. */
export function RequestAmount({ request }: { request: Pick<RequestRow, 'amountMinor' | 'currency' | 'charge'> }) {
  const t = useTranslations('requests.charge')
  const { amountMinor, currency, charge } = request
  if (amountMinor !== null && currency !== null) return <MinorMoney amountMinor={amountMinor} currency={currency} />
  return <span className="font-normal text-muted">{t(charge === 'amount' ? 'unpriced' : charge)}</span>
}
