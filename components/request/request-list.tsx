'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { OrderLink } from '#components/inventory/order-link.tsx'
import { accountColumn } from '#components/list/account-column.tsx'
import type { FilterField } from '#components/list/filter-field.ts'
import { ListView } from '#components/list/list-view.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { RequestFilter } from '#lib/requests/filter.ts'
import { requestsQuery, type RequestRow } from '#lib/requests/queries.ts'
import { waitingAgeNames } from '#lib/requests/waiting-age.ts'
import { RequestAmount } from './request-amount.tsx'
import { RequestStatus } from './request-status.tsx'
import { UnreadableMark } from './unreadable.tsx'

/** The list of requests; `buy` is the way to make one. */
export function RequestList({ filter, buy }: { filter: RequestFilter; buy: ReactNode }) {
  const t = useTranslations('requests')
  const found = useQuery(requestsQuery(filter))
  const isMine = filter.whose === 'for_me' && filter.q === '' && filter.group === 'all'
  return (
    <ListView<RequestRow>
      path="/requests"
      filter={filter}
      title={t('title')}
      caption={t('caption')}
      actions={buy}
      found={found}
      columns={useColumns(filter.account === undefined)}
      rowId={(row) => row.id}
      rowHref={(row) => `/requests/${row.id}`}
      search={{ label: t('search'), name: t('filters.q') }}
      fields={useFields(filter)}
      {...(isMine && { isNarrowed: false })}
      nothing={{
        icon: 'stamp',
        empty: isMine
          ? { title: t('emptyForMe.title'), text: t('emptyForMe.text') }
          : { title: t('empty.title'), text: t('empty.text'), actions: buy },
        nothingFits: { title: t('nothingFits.title'), text: t('nothingFits.text'), action: t('nothingFits.action') },
      }}
    />
  )
}

const groups = ['waiting', 'running', 'delivering', 'unknown', 'person', 'desk', 'stuck', 'done', 'closed'] as const
const people = ['for_me', 'mine'] as const

function useFields(filter: RequestFilter): FilterField[] {
  const t = useTranslations('requests')
  return [
    {
      id: 'whose',
      name: t('filters.whose'),
      value: filter.whose,
      none: 'anyone',
      options: people.map((value) => ({ value, label: t(`filters.people.${value}`) })),
    },
    {
      id: 'group',
      name: t('filters.group'),
      value: filter.group,
      none: 'all',
      options: groups.map((value) => ({ value, label: t(`filters.groups.${value}`) })),
    },
    {
      id: 'age',
      name: t('filters.age'),
      value: filter.age,
      none: 'all',
      options: waitingAgeNames.map((value) => ({ value, label: t(`filters.ages.${value}`) })),
    },
  ]
}

function useColumns(isOverAccounts: boolean): Column<Settled<RequestRow>>[] {
  const t = useTranslations('requests')
  const text = useText()
  return [
    {
      id: 'request',
      header: t('columns.request'),
      cell: ({ number, title, isReadable }) => (
        <>
          <span className="text-muted">{number}</span> <span className="font-strong">{title}</span>
          {!isReadable && <UnreadableMark />}
        </>
      ),
    },
    {
      id: 'status',
      header: t('columns.status'),
      width: 'w-52',
      cell: ({ state, hasLeft }) => <RequestStatus state={state} hasLeft={hasLeft} />,
    },
    {
      id: 'amount',
      header: t('columns.amount'),
      align: 'end',
      width: 'w-40',
      cell: (row) => <RequestAmount request={row} />,
    },
    { id: 'requester', header: t('columns.requester'), width: 'w-40', cell: ({ requestedBy }) => requestedBy.name },
    accountColumn<RequestRow>(t('columns.account'), { isOverAccounts }),
    {
      id: 'submitted',
      header: t('columns.submitted'),
      width: 'w-32',
      cell: ({ createdAt }) => <TimeAgo at={createdAt} />,
    },
    {
      id: 'operation',
      header: t('columns.operation'),
      isExtra: true,
      cell: ({ operationTitle }) => text(operationTitle),
    },
    {
      id: 'changed',
      header: t('columns.changed'),
      width: 'w-32',
      isExtra: true,
      cell: ({ changedAt }) => <TimeAgo at={changedAt} />,
    },
    {
      id: 'order',
      header: t('columns.order'),
      isExtra: true,
      cell: ({ orderId }) => orderId !== null && <OrderLink orderId={orderId} />,
    },
  ]
}
