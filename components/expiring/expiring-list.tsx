'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { accountColumn } from '#components/list/account-column.tsx'
import { CodeText } from '#components/list/code-text.tsx'
import { ListView } from '#components/list/list-view.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import { useServiceName } from '#components/orders/use-service-name.ts'
import type { Column } from '#components/table/column.ts'
import { TextLink } from '#components/ui/text-link.tsx'
import { DateTime, TimeAgo } from '#components/ui/time-ago.tsx'
import type { ExpiringFilter } from '#lib/orders/expiring-filter.ts'
import { expiringHref, expiringQuery, type ExpiringRow, expiringWithin } from '#lib/orders/expiring-query.ts'

/** What was paid for in advance and runs out soon, the soonest first. */
export function ExpiringList({ filter }: { filter: ExpiringFilter }) {
  const t = useTranslations('expiring')
  return (
    <ListView<ExpiringRow>
      path="/expiring"
      filter={{ ...filter, within: filter.within === '30d' ? undefined : filter.within }}
      title={t('title')}
      caption={t('caption')}
      found={useQuery(expiringQuery(filter))}
      columns={useColumns(filter.account === undefined)}
      rowId={(row) => `${row.account.id} ${row.resourceId}`}
      rowHref={expiringHref}
      search={{ label: t('search'), name: t('filters.q') }}
      fields={[
        {
          id: 'within',
          name: t('filters.within'),
          value: filter.within,
          none: '30d',
          options: expiringWithin.map((value) => ({ value, label: t(`filters.days.${value}`) })),
        },
      ]}
      nothing={{
        icon: 'calendar-clock',
        empty: { title: t('empty.title'), text: t('empty.text') },
        nothingFits: { title: t('nothingFits.title'), text: t('nothingFits.text'), action: t('nothingFits.action') },
      }}
    />
  )
}

function useColumns(isOverAccounts: boolean): Column<Settled<ExpiringRow>>[] {
  const t = useTranslations('expiring')
  const serviceName = useServiceName()
  return [
    { id: 'name', header: t('columns.name'), cell: ({ name }) => name },
    {
      id: 'kind',
      header: t('columns.kind'),
      cell: ({ kind, service }) => (kind === null ? serviceName(service, '') : t(`kinds.${kind}`)),
    },
    {
      id: 'expires',
      header: t('columns.expires'),
      cell: ({ expiresAt }) => (
        <span className="flex flex-col py-1">
          <TimeAgo at={expiresAt} />
          <span className="text-s text-muted">
            <DateTime at={expiresAt} />
          </span>
        </span>
      ),
    },
    {
      id: 'order',
      header: t('columns.order'),
      cell: ({ orderId }) => (
        <TextLink href={`/orders/${encodeURIComponent(orderId)}`} className="font-mono text-s">
          {orderId}
        </TextLink>
      ),
    },
    {
      id: 'id',
      header: t('columns.id'),
      isExtra: true,
      cell: ({ resourceId }) => <CodeText>{resourceId}</CodeText>,
    },
    { id: 'region', header: t('columns.region'), cell: ({ region, account }) => region || account.region },
    accountColumn<ExpiringRow>(t('columns.account'), { isOverAccounts }),
  ]
}
