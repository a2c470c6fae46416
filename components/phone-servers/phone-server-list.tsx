'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { type Asking, InventoryList } from '#components/inventory/inventory-list.tsx'
import { Addresses, extra, Nothing, useResourceColumns } from '#components/inventory/resource-columns.tsx'
import { CodeText } from '#components/list/code-text.tsx'
import type { FilterField } from '#components/list/filter-field.ts'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { PhoneServerFilter } from '#lib/inventory/phone-server-filter.ts'
import { phoneServersQuery, type PhoneServerRow } from '#lib/inventory/queries.ts'
import { stateOfPhoneServer } from '#lib/inventory/resource-state.ts'
import { ServerStatus } from './server-status.tsx'

const Panel = lazy(async () => ({ default: (await import('./phone-server-panel.tsx')).PhoneServerPanel }))

type Props = { filter: PhoneServerFilter; asking: Asking; buy: ReactNode }

export function PhoneServerList({ filter, asking, buy }: Props) {
  const t = useTranslations('servers')
  const words = useTranslations('inventory')
  const found = useQuery(phoneServersQuery(filter))
  return (
    <InventoryList<PhoneServerRow>
      path="/phone-servers"
      filter={filter}
      title={t('title')}
      caption={t('caption')}
      actions={buy}
      found={found}
      columns={useColumns()}
      rowId={idOf}
      search={{ label: t('search'), name: words('filters.q') }}
      fields={useFields(filter, found.data?.models ?? [])}
      nothing={{
        icon: 'smartphone',
        empty: { title: t('empty.title'), text: t('empty.text'), actions: buy },
        nothingFits: { title: t('nothingFits.title'), text: t('nothingFits.text'), action: words('clear') },
      }}
      stateOf={stateOfPhoneServer}
      asking={asking}
      panel={Panel}
    />
  )
}

const idOf = ({ serverId }: PhoneServerRow) => serverId

function useFields(filter: PhoneServerFilter, models: string[]): FilterField[] {
  const t = useTranslations('servers')
  const words = useTranslations('inventory')
  return [
    {
      id: 'status',
      name: words('filters.status'),
      value: filter.status,
      none: 'all',
      options: [
        ...(['normal', 'creating', 'abnormal', 'frozen'] as const).map((value) => ({
          value,
          label: t(`status.${value}`),
        })),
        { value: 'stopped', label: t('filters.stopped') },
        { value: 'gone', label: words('filters.gone') },
      ],
    },
    {
      id: 'model',
      name: t('columns.model'),
      value: filter.model,
      none: '',
      options: models.map((value) => ({ value, label: value })),
    },
  ]
}

function useColumns(): Column<Settled<PhoneServerRow>>[] {
  const t = useTranslations('servers')
  const words = useTranslations('inventory')
  const format = useFormat()
  const { name, id, zone, order, project, created } = useResourceColumns<PhoneServerRow>(idOf, t('facts.id'))
  return [
    name,
    {
      id: 'status',
      header: words('columns.status'),
      width: 'w-40',
      cell: ({ status, goneAt }) => <ServerStatus status={status} isGone={goneAt !== null} />,
    },
    { id: 'model', header: t('columns.model'), cell: ({ serverModel }) => <CodeText>{serverModel}</CodeText> },
    { id: 'phoneModel', header: t('columns.phoneModel'), cell: ({ phoneModel }) => <CodeText>{phoneModel}</CodeText> },
    {
      id: 'phones',
      header: t('columns.phones'),
      align: 'end',
      width: 'w-24',
      cell: ({ phones }) => (phones === 0 ? <Nothing /> : format.number(phones)),
    },
    {
      id: 'addresses',
      header: words('columns.addresses'),
      isExtra: true,
      cell: ({ addresses }) => (
        <Addresses
          all={addresses.flatMap(({ serverIp, publicIp }) => [serverIp, publicIp]).filter((each) => each !== null)}
        />
      ),
    },
    created,
    ...[order, zone, id, project].map(extra),
  ]
}
