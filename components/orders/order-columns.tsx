import { useTranslations } from 'use-intl/react'
import { accountColumn } from '#components/list/account-column.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import { type Column, shrinking } from '#components/table/column.ts'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { OrderRow } from '#lib/orders/queries.ts'
import { isBoughtElsewhere } from '#lib/orders/status.ts'
import { AttentionMark } from './attention-mark.tsx'
import { OrderStatus } from './order-status.tsx'
import { OrderType } from './order-type.tsx'
import { PayCountdown } from './pay-countdown.tsx'
import { useServiceName } from './use-service-name.ts'

const unpaid = 6

/** The columns of a list of orders. */
export function useOrderColumns(isOverAccounts: boolean): Column<Settled<OrderRow>>[] {
  const t = useTranslations('orders')
  const extras = useExtraColumns()
  const serviceName = useServiceName()
  return [
    { id: 'order', header: t('columns.order'), width: 'w-40', cell: ({ orderId }) => <OrderNumber id={orderId} /> },
    {
      id: 'status',
      header: t('columns.status'),
      width: 'w-40',
      cell: ({ status, attention, payUntil }) => (
        <span className="inline-flex items-center gap-x-3">
          <OrderStatus status={status} />
          {status === unpaid && payUntil !== null && <PayCountdown until={payUntil} isBrief />}
          {attention !== null && <AttentionMark attention={attention} />}
        </span>
      ),
    },
    {
      id: 'type',
      header: t('columns.type'),
      width: 'w-52',
      isSpare: true,
      cell: ({ orderType, serviceTypeCode, serviceTypeName }) => (
        <span className={shrinking}>
          <OrderType type={orderType} />{' '}
          <span className="text-muted">{serviceName(serviceTypeCode, serviceTypeName)}</span>
        </span>
      ),
    },
    {
      id: 'amount',
      header: t('columns.amount'),
      align: 'end',
      width: 'w-34',
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
      width: 'w-28',
      sortable: ['descending', 'ascending'],
      cell: ({ orderedAt }) => orderedAt !== null && <TimeAgo at={orderedAt} />,
    },
    { id: 'request', header: t('columns.request'), width: 'w-36', isSpare: true, cell: (row) => <Origin row={row} /> },
    accountColumn<OrderRow>(t('columns.account'), { isOverAccounts }),
    ...extras,
  ]
}

/** Offered, and shown to whoever chooses them. */
function useExtraColumns(): Column<Settled<OrderRow>>[] {
  const t = useTranslations('orders')
  return [
    {
      id: 'paid',
      header: t('columns.paid'),
      width: 'w-32',
      isExtra: true,
      isSpare: true,
      sortable: ['descending'],
      cell: ({ paidAt }) => paidAt !== null && <TimeAgo at={paidAt} />,
    },
    {
      id: 'official',
      header: t('facts.listPrice'),
      align: 'end',
      width: 'w-40',
      isExtra: true,
      isSpare: true,
      cell: ({ officialMinor, currency }) =>
        officialMinor !== null && currency !== '' && <MinorMoney amountMinor={officialMinor} currency={currency} />,
    },
    {
      id: 'person',
      header: t('filters.person'),
      width: 'w-40',
      isExtra: true,
      isSpare: true,
      cell: ({ askedBy, userName }) => askedBy?.name ?? userName,
    },
    {
      id: 'pay_until',
      header: t('columns.payUntil'),
      width: 'w-44',
      isExtra: true,
      isSpare: true,
      sortable: ['ascending'],
      cell: ({ status, payUntil }) => status === unpaid && payUntil !== null && <PayCountdown until={payUntil} />,
    },
    {
      id: 'refunded',
      header: t('facts.refunded'),
      align: 'end',
      width: 'w-40',
      isExtra: true,
      isSpare: true,
      cell: ({ refundedMinor, currency }) =>
        refundedMinor !== null && currency !== '' && <MinorMoney amountMinor={refundedMinor} currency={currency} />,
    },
    {
      id: 'product',
      header: t('lines.product'),
      width: 'w-64',
      isExtra: true,
      isSpare: true,
      cell: ({ product }) => (
        <span className="block max-w-80 truncate" title={product}>
          {product}
        </span>
      ),
    },
    {
      id: 'region',
      header: t('columns.region'),
      width: 'w-36',
      isExtra: true,
      isSpare: true,
      cell: ({ region }) => region,
    },
    {
      id: 'resources',
      header: t('resources.title'),
      align: 'end',
      width: 'w-28',
      isExtra: true,
      isSpare: true,
      cell: ({ resourceCount }) => resourceCount,
    },
  ]
}

const OrderNumber = ({ id }: { id: string }) => <span className="font-mono text-s font-strong">{id}</span>

function Origin({ row }: { row: Pick<OrderRow, 'request' | 'orderType'> }) {
  const t = useTranslations('orders')
  const tr = useTranslations('live')
  if (row.request)
    return (
      <TextLink href={`/requests/${row.request.id}`}>{tr('request', { number: String(row.request.number) })}</TextLink>
    )
  if (!isBoughtElsewhere(row)) return null
  return (
    <span className="text-muted" title={t('boughtElsewhereHint')}>
      {t('boughtElsewhere')}
    </span>
  )
}
