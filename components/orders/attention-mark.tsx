import { useTranslations } from 'use-intl/react'
import { StatusMark } from '#components/ui/status-mark.tsx'
import type { OrderAttention } from '#lib/orders/attention.ts'

/** Says in a list that somebody has to look at an order, and on hover why. */
export function AttentionMark({ attention }: { attention: OrderAttention }) {
  const t = useTranslations('orders.attention')
  return (
    <StatusMark tone="danger" icon="triangle-exclamation-point" title={t(`${attention}.text`)}>
      <span className="in-full">{t(`${attention}.short`)}</span>
    </StatusMark>
  )
}
