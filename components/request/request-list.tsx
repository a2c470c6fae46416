'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { accountColumn } from '#components/list/account-column.tsx'
import { ListFilters } from '#components/list/list-filters.tsx'
import { ListView } from '#components/list/list-view.tsx'
import { NothingFits } from '#components/list/nothing-fits.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { MinorMoney } from '#components/ui/minor-money.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { listHref } from '#lib/page.ts'
import type { RequestFilter } from '#lib/requests/filter.ts'
import { requestsQuery, type RequestRow } from '#lib/requests/queries.ts'
import { RequestStatus } from './request-status.tsx'

const path = '/requests'

/** The list of requests; `buy` is the way to make one. */
export function RequestList({ filter, buy }: { filter: RequestFilter; buy: ReactNode }) {
  const t = useTranslations('requests')
  const found = useQuery(requestsQuery(filter))
  const columns = useColumns(filter.account === undefined)
  const isNarrowed = filter.q !== '' || filter.group !== 'all' || filter.whose !== 'anyone'
  const forMe = filter.whose === 'for_me' && filter.q === '' && filter.group === 'all'
  return (
    <ListView<RequestRow>
      title={t('title')}
      caption={t('caption')}
      actions={buy}
      found={found}
      listKey={JSON.stringify(filter)}
      columns={columns}
      rowId={(row) => row.id}
      rowHref={(row) => `${path}/${row.id}`}
      windowHref={(window) => listHref(path, filter, window)}
      filters={<Filters filter={filter} />}
      empty={
        <NothingFits
          isNarrowed={isNarrowed && !forMe}
          clearHref={path}
          icon="stamp"
          empty={
            forMe
              ? { title: t('emptyForMe.title'), text: t('emptyForMe.text') }
              : { title: t('empty.title'), text: t('empty.text'), actions: buy }
          }
          nothingFits={{ title: t('nothingFits.title'), text: t('nothingFits.text'), action: t('nothingFits.action') }}
        />
      }
    />
  )
}

const groups = ['waiting', 'running', 'unknown', 'person', 'stuck', 'done', 'closed'] as const
const people = ['for_me', 'mine'] as const

function Filters({ filter }: { filter: RequestFilter }) {
  const t = useTranslations('requests')
  return (
    <ListFilters
      path={path}
      filter={filter}
      search={t('search')}
      searchName={t('filters.q')}
      choices={[
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
      ]}
    />
  )
}

function useColumns(isOverAccounts: boolean): Column<Settled<RequestRow>>[] {
  const t = useTranslations('requests')
  return useMemo(
    () => [
      {
        id: 'request',
        header: t('columns.request'),
        cell: ({ number, title }) => (
          <>
            <span className="text-muted">{number}</span> <span className="font-strong">{title}</span>
          </>
        ),
      },
      {
        id: 'status',
        header: t('columns.status'),
        width: '13rem',
        cell: ({ state, hasLeft }) => <RequestStatus state={state} hasLeft={hasLeft} />,
      },
      {
        id: 'amount',
        header: t('columns.amount'),
        align: 'end',
        width: '10rem',
        cell: ({ amountMinor, currency }) =>
          amountMinor === null || currency === null ? (
            <span className="text-muted">{t('noPrice')}</span>
          ) : (
            <MinorMoney amountMinor={amountMinor} currency={currency} />
          ),
      },
      { id: 'requester', header: t('columns.requester'), width: '10rem', cell: ({ requestedBy }) => requestedBy.name },
      ...(isOverAccounts ? [accountColumn<RequestRow>(t('columns.account'))] : []),
      {
        id: 'submitted',
        header: t('columns.submitted'),
        width: '8rem',
        cell: ({ createdAt }) => <TimeAgo at={createdAt} />,
      },
    ],
    [t, isOverAccounts],
  )
}
