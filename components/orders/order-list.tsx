'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOpenRow } from '#components/inventory/use-open-row.ts'
import { ListView } from '#components/list/list-view.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import { useTotal } from '#components/list/use-total.ts'
import type { OrderFilter } from '#lib/orders/filter.ts'
import { ordersQuery, ordersTotalQuery, type OrderRow } from '#lib/orders/queries.ts'
import { useOrderMenu } from './order-actions.tsx'
import { useOrderColumns } from './order-columns.tsx'
import { useOrderFields } from './use-order-fields.ts'

const Panel = lazy(async () => ({ default: (await import('./order-panel.tsx')).OrderPanel }))

type Props = {
  filter: OrderFilter
  /** Whether the frame shows all accounts. */
  isOverAccounts: boolean
  /** Accounts on which the person may ask for something. */
  allowedOn: readonly string[]
}

/** Every order of the account, also those bought elsewhere. */
export function OrderList({ filter, isOverAccounts, allowedOn }: Props) {
  const t = useTranslations('orders')
  const found = useQuery(ordersQuery(filter))
  const total = useTotal(found.data, ordersTotalQuery(filter))
  const { openId, open } = useOpenRow()
  const menu = useOrderMenu<Settled<OrderRow>>(allowedOn)
  return (
    <ListView<OrderRow>
      path="/orders"
      filter={filter}
      title={t('title')}
      caption={t('caption')}
      found={found}
      total={total}
      columns={[...useOrderColumns(isOverAccounts), menu]}
      rowId={rowId}
      rowHref={(row) => `/orders/${row.orderId}`}
      search={{ label: t('search'), name: t('filters.q') }}
      fields={useOrderFields(filter, isOverAccounts)}
      opening={{ openId, open }}
      beside={
        openId !== undefined && (
          <Suspense>
            <Panel id={openId} orderId={openId.slice(openId.indexOf('~') + 1)} allowedOn={allowedOn} />
          </Suspense>
        )
      }
      nothing={{
        icon: 'receipt-text',
        empty: { title: t('empty.title'), text: t('empty.text') },
        nothingFits: { title: t('nothingFits.title'), text: t('nothingFits.text'), action: t('nothingFits.action') },
      }}
    />
  )
}

/** An order that two projects share stands in the list once for each. */
const rowId = ({ account, orderId }: OrderRow) => `${account.id}~${orderId}`
