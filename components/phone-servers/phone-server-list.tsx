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
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { PhoneServerFilter } from '#lib/inventory/phone-server-filter.ts'
import { phoneServersQuery, type PhoneServerRow } from '#lib/inventory/queries.ts'
import { listHref } from '#lib/page.ts'
import { ServerStatus } from './server-status.tsx'

const path = '/phone-servers'

export function PhoneServerList({ filter, buy }: { filter: PhoneServerFilter; buy: ReactNode }) {
  const t = useTranslations('servers')
  const found = useQuery(phoneServersQuery(filter))
  const columns = useColumns(filter.account === undefined)
  return (
    <ListView<PhoneServerRow>
      title={t('title')}
      caption={t('caption')}
      actions={buy}
      found={found}
      listKey={JSON.stringify(filter)}
      columns={columns}
      rowId={(row) => row.serverId}
      rowHref={(row) => `${path}/${row.serverId}`}
      windowHref={(window) => listHref(path, filter, window)}
      filters={<Filters filter={filter} models={found.data?.models ?? []} />}
      empty={
        <NothingFits
          isNarrowed={filter.q !== '' || filter.status !== 'all' || filter.model !== ''}
          clearHref={path}
          icon="smartphone"
          empty={{ title: t('empty.title'), text: t('empty.text'), actions: buy }}
          nothingFits={{ title: t('nothingFits.title'), text: t('nothingFits.text'), action: t('nothingFits.action') }}
        />
      }
    />
  )
}

function Filters({ filter, models }: { filter: PhoneServerFilter; models: string[] }) {
  const t = useTranslations('servers')
  return (
    <ListFilters
      path={path}
      filter={filter}
      search={t('search')}
      searchName={t('filters.q')}
      choices={[
        {
          id: 'status',
          name: t('filters.status'),
          value: filter.status,
          none: 'all',
          options: [
            ...(['normal', 'creating', 'abnormal', 'frozen'] as const).map((value) => ({
              value,
              label: t(`status.${value}`),
            })),
            { value: 'stopped', label: t('filters.stopped') },
            { value: 'gone', label: t('filters.gone') },
          ],
        },
        {
          id: 'model',
          name: t('filters.model'),
          value: filter.model,
          none: '',
          options: models.map((value) => ({ value, label: value })),
        },
      ]}
    />
  )
}

function useColumns(isOverAccounts: boolean): Column<Settled<PhoneServerRow>>[] {
  const t = useTranslations('servers')
  const format = useFormat()
  return useMemo(
    () => [
      { id: 'name', header: t('columns.name'), cell: ({ name }) => <span className="font-strong">{name}</span> },
      {
        id: 'status',
        header: t('columns.status'),
        width: '10rem',
        cell: ({ status, goneAt }) => <ServerStatus status={status} isGone={goneAt !== null} />,
      },
      { id: 'model', header: t('columns.model'), cell: ({ serverModel }) => <Code>{serverModel}</Code> },
      { id: 'phoneModel', header: t('columns.phoneModel'), cell: ({ phoneModel }) => <Code>{phoneModel}</Code> },
      {
        id: 'phones',
        header: t('columns.phones'),
        align: 'end',
        width: '6rem',
        cell: ({ phones }) => (phones === 0 ? <span className="text-muted">–</span> : format.number(phones)),
      },
      {
        id: 'order',
        header: t('columns.order'),
        width: '12rem',
        cell: ({ orderId }) =>
          orderId !== null && (
            <TextLink href={`/orders/${orderId}`} className="font-mono text-s">
              {orderId}
            </TextLink>
          ),
      },
      { id: 'zone', header: t('columns.zone'), width: '8rem', cell: ({ zone }) => zone },
      {
        id: 'created',
        header: t('columns.created'),
        width: '8rem',
        cell: ({ createdAt }) => createdAt !== null && <TimeAgo at={createdAt} />,
      },
      ...(isOverAccounts ? [accountColumn<PhoneServerRow>(t('columns.account'))] : []),
    ],
    [t, format, isOverAccounts],
  )
}

const Code = ({ children }: { children: string }) => <span className="font-mono text-s">{children}</span>
