import { useTranslations } from 'use-intl/react'
import { orderTypeKey } from '#lib/orders/queries.ts'

/** What kind of order it is, in words. */
export function OrderType({ type }: { type: number }) {
  const t = useTranslations('orders.type')
  const key = orderTypeKey(type)
  return key === 'other' ? t('other', { number: String(type) }) : t(key)
}
