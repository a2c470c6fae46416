'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl/react'
import { BillingMode } from '#components/inventory/billing-mode.tsx'
import { ResourceSize } from '#components/inventory/resource-size.tsx'
import { accountColumn } from '#components/list/account-column.tsx'
import { ListFilters } from '#components/list/list-filters.tsx'
import { ListView } from '#components/list/list-view.tsx'
import { NothingFits } from '#components/list/nothing-fits.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { middleCut } from '#components/ui/middle-cut.ts'
import { desktopStatusChoices, type DesktopFilter } from '#lib/inventory/desktops-filter.ts'
import { desktopsQuery, type DesktopRow } from '#lib/inventory/desktops-queries.ts'
import { listHref } from '#lib/page.ts'
import { DesktopStatus } from './desktop-status.tsx'

const path = '/desktops'

export function DesktopList({ filter }: { filter: DesktopFilter }) {
  const t = useTranslations('desktops')
  const words = useTranslations('inventory')
  const found = useQuery(desktopsQuery(filter))
  const columns = useColumns(filter.account === undefined)
  const none = found.data?.isNotEnabled === true ? 'notEnabled' : 'empty'
  return (
    <ListView<DesktopRow>
      title={t('title')}
      caption={t('title')}
      found={found}
      listKey={JSON.stringify(filter)}
      columns={columns}
      rowId={(row) => row.desktopId}
      rowHref={(row) => `${path}/${row.desktopId}`}
      windowHref={(window) => listHref(path, filter, window)}
      filters={<Filters filter={filter} />}
      empty={
        <NothingFits
          isNarrowed={filter.q !== '' || filter.status !== 'all' || filter.billing !== 'all'}
          clearHref={path}
          icon="monitor"
          empty={{ title: t(`${none}.title`), text: t(`${none}.text`) }}
          nothingFits={{ title: t('nothingFits.title'), text: t('nothingFits.text'), action: words('clear') }}
        />
      }
    />
  )
}

function Filters({ filter }: { filter: DesktopFilter }) {
  const t = useTranslations('desktops')
  const words = useTranslations('inventory')
  return (
    <ListFilters
      path={path}
      filter={filter}
      search={t('search')}
      searchName={words('filters.q')}
      choices={[
        {
          id: 'status',
          name: words('filters.status'),
          value: filter.status,
          none: 'all',
          options: desktopStatusChoices.map((value) => ({
            value,
            label: value === 'busy' ? words('filters.busy') : t(`status.${value}`),
          })),
        },
        {
          id: 'billing',
          name: words('filters.billing'),
          value: filter.billing,
          none: 'all',
          options: (['prepaid', 'pay_per_use'] as const).map((value) => ({ value, label: words(`billing.${value}`) })),
        },
      ]}
    />
  )
}

function useColumns(isOverAccounts: boolean): Column<Settled<DesktopRow>>[] {
  const t = useTranslations('desktops')
  const words = useTranslations('inventory')
  return useMemo(
    () => [
      { id: 'name', header: words('columns.name'), cell: ({ name }) => <span className="font-strong">{name}</span> },
      {
        id: 'status',
        header: words('columns.status'),
        width: '11rem',
        cell: ({ status, task, goneAt }) => <DesktopStatus status={status} task={task} isGone={goneAt !== null} />,
      },
      { id: 'product', header: t('product'), cell: (row) => <Product row={row} /> },
      {
        id: 'disks',
        header: words('columns.disks'),
        width: '9rem',
        cell: ({ diskCount, diskGib }) => words('diskSummary', { count: diskCount, size: String(diskGib) }),
      },
      {
        id: 'user',
        header: t('user'),
        width: '8rem',
        cell: ({ userName }) => (userName === '' ? <span className="text-muted">{t('noUser')}</span> : userName),
      },
      {
        id: 'billing',
        header: words('columns.billing'),
        width: '8rem',
        cell: ({ billingMode }) => (
          <span title={billingMode === 'spot' ? undefined : t(`billing.why.${billingMode}`)}>
            <BillingMode mode={billingMode} />
          </span>
        ),
      },
      { id: 'zone', header: words('columns.zone'), width: '8rem', cell: ({ zone }) => zone },
      {
        id: 'pool',
        header: t('pool'),
        width: '9rem',
        cell: ({ poolId }) =>
          poolId === '' ? <span className="text-muted">–</span> : <span title={poolId}>{middleCut(poolId, 13)}</span>,
      },
      ...(isOverAccounts ? [accountColumn<DesktopRow>(words('columns.account'))] : []),
    ],
    [t, words, isOverAccounts],
  )
}

function Product({ row: { productId, vcpus, memoryMib } }: { row: DesktopRow }) {
  return (
    <span title={productId}>
      <Code>{productId}</Code>
      <span className="block text-s text-muted">
        <ResourceSize vcpus={vcpus} memoryMib={memoryMib} />
      </span>
    </span>
  )
}

const Code = ({ children }: { children: string }) => <span className="font-mono text-s">{children}</span>
