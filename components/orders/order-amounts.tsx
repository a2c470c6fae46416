import { useTranslations } from 'use-intl/react'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import type { OrderDetail } from '#lib/orders/queries.ts'
import { orderTypeWords } from '#lib/orders/status.ts'

/** What an order costs: list price, what is taken off, what is paid how, and what came back. */
export function OrderAmounts({ order }: { order: OrderDetail }) {
  const t = useTranslations('orders.facts')
  const { amountMinor, officialMinor, couponMinor, refundedMinor, currency } = order
  const row = (id: string, label: string, minor: number | null, isShown = true, signed = false) =>
    minor === null || currency === '' || !isShown
      ? []
      : [
          {
            id,
            label,
            value: <MinorMoney amountMinor={minor} currency={currency} signed={signed} strong={id === 'pay'} />,
          },
        ]
  const discount = amountMinor === null || officialMinor === null ? null : amountMinor - officialMinor
  const coupon = couponMinor ?? 0
  const rows = [
    ...row('list', t('listPrice'), officialMinor),
    ...row('discount', t('discount'), discount, discount !== 0, true),
    ...row('coupon', t('coupon'), -coupon, coupon !== 0, true),
    ...row(
      'pay',
      t(isOwed(order) ? 'toPay' : isPaid(order) ? 'paid' : 'amount'),
      amountMinor === null ? null : amountMinor - coupon,
    ),
    ...row('refunded', t('refunded'), refundedMinor, refundedMinor !== 0),
  ]
  return rows.length === 0 ? <p className="text-muted">{t('noAmount')}</p> : <DefinitionList rows={rows} />
}

/** Not yet paid: being checked by the vendor, or waiting for the payment. */
const isOwed = ({ status }: OrderDetail): boolean => status === 1 || status === 6

/** An unsubscription is settled, not paid: it gives money back. */
const isPaid = ({ paidAt, orderType }: OrderDetail): boolean =>
  paidAt !== null && orderType !== orderTypeWords.unsubscribe
