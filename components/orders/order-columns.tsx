import { useTranslations } from 'use-intl/react'
import { accountColumn } from '#components/list/account-column.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { OrderRow } from '#lib/orders/queries.ts'
import { AttentionMark } from './attention-mark.tsx'
import { OrderStatus } from './order-status.tsx'
import { OrderType } from './order-type.tsx'
import { PayCountdown } from './pay-countdown.tsx'

/** The columns of a list of orders. */
export function useOrderColumns(isOverAccounts: boolean): Column<Settled<OrderRow>>[] {
  const t = useTranslations('orders')
  const extras = useExtraColumns()
  return [
    { id: 'order', header: t('columns.order'), width: '13rem', cell: ({ orderId }) => <OrderNumber id={orderId} /> },
    {
      id: 'status',
      header: t('columns.status'),
      width: '11rem',
      cell: ({ status, attention }) => (
        <span className="inline-flex flex-wrap gap-x-3">
          <OrderStatus status={status} />
          {attention !== null && <AttentionMark attention={attention} />}
        </span>
      ),
    },
    {
      id: 'type',
      header: t('columns.type'),
      cell: ({ orderType, serviceTypeName }) => (
        <span>
          <OrderType type={orderType} /> <span className="text-muted">{serviceTypeName}</span>
        </span>
      ),
    },
    {
      id: 'amount',
      header: t('columns.amount'),
      align: 'end',
      width: '10rem',
      sortable: ['descending', 'ascending'],
      cell: ({ amountMinor, currency }) =>
        amountMinor === null || currency === '' ? (
          <span className="text-muted">{t('facts.noAmount')}</span>
        ) : (
          <MinorMoney amountMinor={amountMinor} currency={currency} />
        ),
    },
    {
      id: 'ordered',
      header: t('columns.ordered'),
      width: '8rem',
      sortable: ['descending', 'ascending'],
      cell: ({ orderedAt }) => orderedAt !== null && <TimeAgo at={orderedAt} />,
    },
    {
      id: 'paid',
      header: t('columns.paid'),
      width: '11rem',
      sortable: ['descending'],
      cell: ({ status, paidAt, payUntil }) =>
        status === 6 && payUntil !== null ? (
          <PayCountdown until={payUntil} />
        ) : (
          paidAt !== null && <TimeAgo at={paidAt} />
        ),
    },
    { id: 'request', header: t('columns.request'), width: '12rem', cell: (row) => <Origin row={row} /> },
    accountColumn<OrderRow>(t('columns.account'), { isOverAccounts }),
    ...extras,
  ]
}

/** Offered, and shown to whoever chooses them. */
function useExtraColumns(): Column<Settled<OrderRow>>[] {
  const t = useTranslations('orders')
  return [
    {
      id: 'official',
      header: t('facts.listPrice'),
      align: 'end',
      width: '10rem',
      isExtra: true,
      cell: ({ officialMinor, currency }) =>
        officialMinor !== null && currency !== '' && <MinorMoney amountMinor={officialMinor} currency={currency} />,
    },
    {
      id: 'person',
      header: t('filters.person'),
      width: '10rem',
      isExtra: true,
      cell: ({ askedBy, userName }) => askedBy?.name ?? userName,
    },
    {
      id: 'pay_until',
      header: t('columns.payUntil'),
      width: '11rem',
      isExtra: true,
      sortable: ['ascending'],
      cell: ({ status, payUntil }) => status === 6 && payUntil !== null && <PayCountdown until={payUntil} />,
    },
    {
      id: 'refunded',
      header: t('facts.refunded'),
      align: 'end',
      width: '10rem',
      isExtra: true,
      cell: ({ refundedMinor, currency }) =>
        refundedMinor !== null && currency !== '' && <MinorMoney amountMinor={refundedMinor} currency={currency} />,
    },
    {
      id: 'product',
      header: t('lines.product'),
      width: '16rem',
      isExtra: true,
      cell: ({ product }) => (
        <span className="block max-w-80 truncate" title={product}>
          {product}
        </span>
      ),
    },
    { id: 'region', header: t('columns.region'), width: '9rem', isExtra: true, cell: ({ region }) => region },
    {
      id: 'resources',
      header: t('resources.title'),
      align: 'end',
      width: '7rem',
      isExtra: true,
      cell: ({ resourceCount }) => resourceCount,
    },
  ]
}

const OrderNumber = ({ id }: { id: string }) => <span className="font-mono text-s font-strong">{id}</span>

/** Only a purchase has an origin: refunds and fees are orders that the cloud makes itself. */
function Origin({ row }: { row: Pick<OrderRow, 'request' | 'orderType'> }) {
  const t = useTranslations('orders')
  const tr = useTranslations('live')
  if (row.request)
    return (
      <TextLink href={`/requests/${row.request.id}`}>{tr('request', { number: String(row.request.number) })}</TextLink>
    )
  if (row.orderType !== 1) return null
  return (
    <span className="text-muted" title={t('boughtElsewhereHint')}>
      {t('boughtElsewhere')}
    </span>
  )
}
