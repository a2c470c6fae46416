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
import { ecsStatusChoices, type EcsServerFilter } from '#lib/inventory/ecs-servers-filter.ts'
import { ecsServersQuery, type EcsServerRow } from '#lib/inventory/ecs-servers-queries.ts'
import { listHref } from '#lib/page.ts'
import { EcsServerStatus } from './ecs-server-status.tsx'

const path = '/servers'

export function EcsServerList({ filter }: { filter: EcsServerFilter }) {
  const t = useTranslations('ecsServers')
  const words = useTranslations('inventory')
  const found = useQuery(ecsServersQuery(filter))
  const columns = useColumns(filter.account === undefined)
  return (
    <ListView<EcsServerRow>
      title={t('title')}
      caption={t('title')}
      found={found}
      listKey={JSON.stringify(filter)}
      columns={columns}
      rowId={(row) => row.serverId}
      rowHref={(row) => `${path}/${row.serverId}`}
      windowHref={(window) => listHref(path, filter, window)}
      filters={<Filters filter={filter} />}
      empty={
        <NothingFits
          isNarrowed={filter.q !== '' || filter.status !== 'all' || filter.billing !== 'all'}
          clearHref={path}
          icon="server"
          empty={{ title: t('empty.title'), text: t('empty.text') }}
          nothingFits={{ title: t('nothingFits.title'), text: t('nothingFits.text'), action: words('clear') }}
        />
      }
    />
  )
}

function Filters({ filter }: { filter: EcsServerFilter }) {
  const t = useTranslations('ecsServers')
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
          options: ecsStatusChoices.map((value) => ({
            value,
            label: value === 'busy' ? words('filters.busy') : t(`status.${value}`),
          })),
        },
        {
          id: 'billing',
          name: words('filters.billing'),
          value: filter.billing,
          none: 'all',
          options: (['prepaid', 'pay_per_use', 'spot'] as const).map((value) => ({
            value,
            label: words(`billing.${value}`),
          })),
        },
      ]}
    />
  )
}

function useColumns(isOverAccounts: boolean): Column<Settled<EcsServerRow>>[] {
  const t = useTranslations('ecsServers')
  const words = useTranslations('inventory')
  return useMemo(
    () => [
      { id: 'name', header: words('columns.name'), cell: ({ name }) => <span className="font-strong">{name}</span> },
      {
        id: 'status',
        header: words('columns.status'),
        width: '11rem',
        cell: ({ status, task, goneAt }) => <EcsServerStatus status={status} task={task} isGone={goneAt !== null} />,
      },
      { id: 'flavor', header: words('facts.flavor'), cell: ({ flavorId }) => <Code>{flavorId}</Code> },
      {
        id: 'size',
        header: t('size'),
        width: '10rem',
        cell: ({ vcpus, memoryMib }) => <ResourceSize vcpus={vcpus} memoryMib={memoryMib} />,
      },
      {
        id: 'addresses',
        header: words('columns.addresses'),
        width: '10rem',
        cell: ({ addresses }) => <Code>{addresses}</Code>,
      },
      {
        id: 'billing',
        header: words('columns.billing'),
        width: '8rem',
        cell: ({ billingMode }) => (
          <span title={t(`billing.why.${billingMode}`)}>
            <BillingMode mode={billingMode} />
          </span>
        ),
      },
      { id: 'zone', header: words('columns.zone'), width: '8rem', cell: ({ zone }) => zone },
      ...(isOverAccounts ? [accountColumn<EcsServerRow>(words('columns.account'))] : []),
    ],
    [t, words, isOverAccounts],
  )
}

const Code = ({ children }: { children: string }) => <span className="font-mono text-s">{children}</span>
