'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import { useTranslations } from 'use-intl/react'
import { BillingMode } from '#components/inventory/billing-mode.tsx'
import { type Asking, InventoryList } from '#components/inventory/inventory-list.tsx'
import { Addresses, extra, useResourceColumns } from '#components/inventory/resource-columns.tsx'
import { ResourceSize } from '#components/inventory/resource-size.tsx'
import { CodeText } from '#components/list/code-text.tsx'
import type { FilterField } from '#components/list/filter-field.ts'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import type { EcsServerFilter } from '#lib/inventory/ecs-servers-filter.ts'
import { ecsServersQuery, ecsStatusChoices, type EcsServerRow } from '#lib/inventory/ecs-servers-queries.ts'
import { stateOfEcsServer } from '#lib/inventory/resource-state.ts'
import { EcsServerStatus } from './ecs-server-status.tsx'

const Panel = lazy(async () => ({ default: (await import('./ecs-server-panel.tsx')).EcsServerPanel }))

export function EcsServerList({ filter, asking }: { filter: EcsServerFilter; asking: Asking }) {
  const t = useTranslations('ecsServers')
  const words = useTranslations('inventory')
  const found = useQuery(ecsServersQuery(filter))
  return (
    <InventoryList<EcsServerRow>
      path="/servers"
      filter={filter}
      title={t('title')}
      caption={t('title')}
      found={found}
      columns={useColumns()}
      rowId={idOf}
      search={{ label: t('search'), name: words('filters.q') }}
      fields={useFields(filter)}
      nothing={{
        icon: 'server',
        empty: { title: t('empty.title'), text: t('empty.text') },
        nothingFits: { title: t('nothingFits.title'), text: t('nothingFits.text'), action: words('clear') },
      }}
      stateOf={stateOfEcsServer}
      asking={asking}
      panel={Panel}
    />
  )
}

const idOf = ({ serverId }: EcsServerRow) => serverId

function useFields(filter: EcsServerFilter): FilterField[] {
  const t = useTranslations('ecsServers')
  const words = useTranslations('inventory')
  return [
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
  ]
}

function useColumns(): Column<Settled<EcsServerRow>>[] {
  const t = useTranslations('ecsServers')
  const words = useTranslations('inventory')
  const { name, id, zone, order, project, created } = useResourceColumns<EcsServerRow>(idOf, t('facts.id'))
  return [
    name,
    {
      id: 'status',
      header: words('columns.status'),
      width: 'w-44',
      cell: ({ status, task, goneAt }) => <EcsServerStatus status={status} task={task} isGone={goneAt !== null} />,
    },
    { id: 'flavor', header: words('facts.flavor'), cell: ({ flavorId }) => <CodeText>{flavorId}</CodeText> },
    {
      id: 'size',
      header: t('size'),
      width: 'w-40',
      cell: ({ vcpus, memoryMib }) => <ResourceSize vcpus={vcpus} memoryMib={memoryMib} />,
    },
    {
      id: 'addresses',
      header: words('columns.addresses'),
      width: 'w-40',
      cell: ({ addresses }) => <Addresses all={addresses === '' ? [] : addresses.split(', ')} />,
    },
    {
      id: 'billing',
      header: words('columns.billing'),
      width: 'w-32',
      cell: ({ billingMode }) => (
        <span title={t(`billing.why.${billingMode}`)}>
          <BillingMode mode={billingMode} />
        </span>
      ),
    },
    created,
    { id: 'os', header: words('facts.os'), isExtra: true, cell: ({ osType }) => osType },
    { id: 'image', header: words('facts.image'), isExtra: true, cell: ({ imageName }) => imageName },
    {
      id: 'vpc',
      header: words('facts.vpc'),
      isExtra: true,
      cell: ({ vpcId }) => vpcId !== null && <CodeText>{vpcId}</CodeText>,
    },
    ...[zone, id, order, project].map(extra),
  ]
}
