'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy } from 'react'
import { useTranslations } from 'use-intl/react'
import { BillingMode } from '#components/inventory/billing-mode.tsx'
import { type Asking, InventoryList } from '#components/inventory/inventory-list.tsx'
import { Addresses, extra, Nothing, useResourceColumns } from '#components/inventory/resource-columns.tsx'
import { ResourceSize } from '#components/inventory/resource-size.tsx'
import { CodeText } from '#components/list/code-text.tsx'
import type { FilterField } from '#components/list/filter-field.ts'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { middleCut } from '#components/ui/middle-cut.ts'
import type { DesktopFilter } from '#lib/inventory/desktops-filter.ts'
import { desktopsQuery, desktopStatusChoices, type DesktopRow } from '#lib/inventory/desktops-queries.ts'
import { stateOfDesktop } from '#lib/inventory/resource-state.ts'
import { DesktopStatus } from './desktop-status.tsx'

const Panel = lazy(async () => ({ default: (await import('./desktop-panel.tsx')).DesktopPanel }))

export function DesktopList({ filter, asking }: { filter: DesktopFilter; asking: Asking }) {
  const t = useTranslations('desktops')
  const words = useTranslations('inventory')
  const found = useQuery(desktopsQuery(filter))
  const none = found.data?.isNotEnabled === true ? 'notEnabled' : 'empty'
  return (
    <InventoryList<DesktopRow>
      path="/desktops"
      filter={filter}
      title={t('title')}
      caption={t('title')}
      found={found}
      columns={useColumns()}
      rowId={idOf}
      search={{ label: t('search'), name: words('filters.q') }}
      fields={useFields(filter)}
      nothing={{
        icon: 'monitor',
        empty: { title: t(`${none}.title`), text: t(`${none}.text`) },
        nothingFits: { title: t('nothingFits.title'), text: t('nothingFits.text'), action: words('clear') },
      }}
      stateOf={stateOfDesktop}
      asking={asking}
      panel={Panel}
    />
  )
}

const idOf = ({ desktopId }: DesktopRow) => desktopId

function useFields(filter: DesktopFilter): FilterField[] {
  const t = useTranslations('desktops')
  const words = useTranslations('inventory')
  return [
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
  ]
}

function useColumns(): Column<Settled<DesktopRow>>[] {
  const t = useTranslations('desktops')
  const words = useTranslations('inventory')
  const { name, id, zone, order, project, created } = useResourceColumns<DesktopRow>(idOf, t('facts.id'))
  return [
    name,
    {
      id: 'status',
      header: words('columns.status'),
      width: 'w-44',
      cell: ({ status, task, goneAt }) => <DesktopStatus status={status} task={task} isGone={goneAt !== null} />,
    },
    {
      id: 'size',
      header: t('facts.size'),
      width: 'w-36',
      isExtra: true,
      cell: ({ vcpus, memoryMib }) => <ResourceSize vcpus={vcpus} memoryMib={memoryMib} />,
    },
    { id: 'product', header: t('product'), cell: ({ productId }) => <CodeText>{productId}</CodeText> },
    {
      id: 'disks',
      header: words('columns.disks'),
      width: 'w-36',
      cell: ({ diskCount, diskGib }) => words('diskSummary', { count: diskCount, size: String(diskGib) }),
    },
    {
      id: 'user',
      header: t('user'),
      width: 'w-32',
      cell: ({ userName }) => (userName === '' ? <span className="text-muted">{t('noUser')}</span> : userName),
    },
    {
      id: 'billing',
      header: words('columns.billing'),
      width: 'w-32',
      cell: ({ billingMode }) => (
        <span title={billingMode === 'spot' ? undefined : t(`billing.why.${billingMode}`)}>
          <BillingMode mode={billingMode} />
        </span>
      ),
    },
    {
      id: 'pool',
      header: t('pool'),
      width: 'w-36',
      isExtra: true,
      cell: ({ poolId }) => (poolId === '' ? <Nothing /> : <span title={poolId}>{middleCut(poolId, 13)}</span>),
    },
    extra(created),
    {
      id: 'addresses',
      header: words('columns.addresses'),
      isExtra: true,
      cell: ({ addresses }) => <Addresses all={addresses} />,
    },
    { id: 'os', header: words('facts.os'), isExtra: true, cell: ({ osType }) => osType },
    { id: 'image', header: words('facts.image'), isExtra: true, cell: ({ imageName }) => imageName },
    ...[zone, id, order, project].map(extra),
  ]
}
