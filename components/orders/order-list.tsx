'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { accountColumn } from '#components/list/account-column.tsx'
import type { FilterField } from '#components/list/filter-field.ts'
import { ListView } from '#components/list/list-view.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { OrderFilter } from '#lib/orders/filter.ts'
import { ordersQuery, type OrderRow } from '#lib/orders/queries.ts'
import { OrderStatus } from './order-status.tsx'
import { OrderType } from './order-type.tsx'
import { PayCountdown } from './pay-countdown.tsx'

/** Every order of the account, also those bought elsewhere. */
export function OrderList({ filter }: { filter: OrderFilter }) {
  const t = useTranslations('orders')
  const found = useQuery(ordersQuery(filter))
  return (
    <ListView<OrderRow>
      path="/orders"
      filter={filter}
      title={t('title')}
      caption={t('caption')}
      found={found}
      columns={useColumns(filter.account === '')}
      rowId={(row) => `${row.account.id} ${row.orderId}`}
      rowHref={(row) => `/orders/${row.orderId}`}
      search={{ label: t('search'), name: t('filters.q') }}
      fields={useFields(filter)}
      nothing={{
        icon: 'receipt-text',
        empty: { title: t('empty.title'), text: t('empty.text') },
        nothingFits: { title: t('nothingFits.title'), text: t('nothingFits.text'), action: t('nothingFits.action') },
      }}
    />
  )
}

const groups = ['unpaid', 'processing', 'completed', 'cancelled'] as const
const origins = ['here', 'elsewhere'] as const

function useFields(filter: OrderFilter): FilterField[] {
  const t = useTranslations('orders')
  return [
    {
      id: 'status',
      name: t('filters.group'),
      value: filter.status,
      none: '',
      options: groups.map((value) => ({ value, label: t(`filters.groups.${value}`) })),
    },
    {
      id: 'origin',
      name: t('filters.origin'),
      value: filter.origin,
      none: 'all',
      options: origins.map((value) => ({ value, label: t(`filters.origins.${value}`) })),
    },
    {
      id: 'paid',
      name: t('filters.paid'),
      value: filter.paid,
      none: '',
      options: [{ value: 'month', label: t('filters.paidThisMonth') }],
    },
  ]
}

function useColumns(isOverAccounts: boolean): Column<Settled<OrderRow>>[] {
  const t = useTranslations('orders')
  return [
    { id: 'order', header: t('columns.order'), width: '13rem', cell: ({ orderId }) => <OrderNumber id={orderId} /> },
    {
      id: 'status',
      header: t('columns.status'),
      width: '11rem',
      cell: ({ status }) => <OrderStatus status={status} />,
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
      cell: ({ orderedAt }) => orderedAt !== null && <TimeAgo at={orderedAt} />,
    },
    {
      id: 'paid',
      header: t('columns.paid'),
      width: '11rem',
      cell: ({ status, paidAt, payUntil }) =>
        status === 6 && payUntil !== null ? (
          <PayCountdown until={payUntil} />
        ) : (
          paidAt !== null && <TimeAgo at={paidAt} />
        ),
    },
    { id: 'request', header: t('columns.request'), width: '12rem', cell: (row) => <Origin row={row} /> },
    accountColumn<OrderRow>(t('columns.account'), { isOverAccounts }),
    {
      id: 'official',
      header: t('facts.listPrice'),
      align: 'end',
      width: '10rem',
      isExtra: true,
      cell: ({ officialMinor, currency }) =>
        officialMinor !== null && currency !== '' && <MinorMoney amountMinor={officialMinor} currency={currency} />,
    },
    { id: 'user', header: t('facts.orderedBy'), width: '10rem', isExtra: true, cell: ({ userName }) => userName },
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
