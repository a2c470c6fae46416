import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import type { OrderDetail } from '#lib/orders/queries.ts'

const unpaid = 6

/** Why somebody has to look at an order, and what to do about it. */
export function AttentionNotice({ order }: { order: Pick<OrderDetail, 'attention' | 'status' | 'request'> }) {
  const t = useTranslations('orders.attention')
  const { attention, status, request } = order
  if (attention !== null) {
    return (
      <Alert tone={attention === 'undelivered' ? 'wait' : 'danger'} title={t(`${attention}.title`)}>
        <p>{t(`${attention}.text`)}</p>
        <p className="mt-1">{t(`${attention}.todo`)}</p>
      </Alert>
    )
  }
  if (status !== unpaid) return null
  return (
    <Alert tone="wait" title={t('unpaid.title')}>
      {t(request === null ? 'unpaid.elsewhere' : 'unpaid.here')}
    </Alert>
  )
}
