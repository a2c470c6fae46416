'use client'

import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOpenRow } from '#components/inventory/use-open-row.ts'
import { ListView } from '#components/list/list-view.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { DateTime } from '#components/ui/time-ago.tsx'
import type { AuditFilter } from '#lib/audit/filter.ts'
import { auditQuery, type AuditRow } from '#lib/audit/queries.ts'
import { AuditAbout } from './audit-about.tsx'
import { AuditStep } from './audit-step.tsx'
import { AuditWho } from './audit-who.tsx'
import { useEventWords } from './audit-words.ts'
import { ChainNotice } from './chain-notice.tsx'
import { useAuditFields } from './use-audit-fields.ts'

const AuditPanel = lazy(async () => ({ default: (await import('./audit-panel.tsx')).AuditPanel }))

type Props = {
  filter: AuditFilter
  /** Whether the frame shows all accounts. */
  isOverAccounts: boolean
}

/** Everything that happened, who did it, and whether the record of it is whole. */
export function AuditList({ filter, isOverAccounts }: Props) {
  const t = useTranslations('audit')
  const found = useQuery(auditQuery(filter))
  const { openId, open } = useOpenRow()
  return (
    <ListView<AuditRow>
      path="/audit"
      filter={filter}
      title={t('title')}
      caption={t('caption')}
      found={found}
      columns={useColumns(isOverAccounts)}
      rowId={rowId}
      rowHref={(row) => `/audit/${row.seq}`}
      opening={{ openId, open }}
      beside={
        openId !== undefined && (
          <Suspense>
            <AuditPanel id={openId} />
          </Suspense>
        )
      }
      search={{ label: t('search'), name: t('filters.q') }}
      fields={useAuditFields(filter, isOverAccounts)}
      nothing={{
        icon: 'list-checks',
        empty: { title: t('empty.title'), text: t('empty.text') },
        nothingFits: { title: t('nothingFits.title'), text: t('nothingFits.text'), action: t('nothingFits.action') },
      }}
    >
      {found.data && <ChainNotice chain={found.data.chain} />}
    </ListView>
  )
}

const rowId = ({ seq }: AuditRow) => String(seq)

function useColumns(isOverAccounts: boolean): Column<Settled<AuditRow>>[] {
  const t = useTranslations('audit')
  const said = useEventWords()
  return [
    { id: 'action', header: t('columns.action'), cell: ({ event }) => <span title={event}>{said(event)}</span> },
    { id: 'who', header: t('columns.who'), cell: ({ who }) => <AuditWho who={who} /> },
    { id: 'about', header: t('columns.about'), cell: (row) => <AuditAbout row={row} /> },
    {
      id: 'change',
      header: t('columns.change'),
      cell: (row) => <AuditStep row={row} />,
    },
    {
      id: 'at',
      header: t('columns.at'),
      width: 'w-48',
      sortable: ['descending', 'ascending'],
      cell: ({ at }) => <DateTime at={at} />,
    },
    {
      id: 'account',
      header: t('columns.account'),
      isExtra: !isOverAccounts,
      cell: ({ account }) =>
        account ? (
          <span>
            {account.name} <span className="text-muted">{account.region}</span>
          </span>
        ) : (
          <span className="text-muted">{t('wholeConsole')}</span>
        ),
    },
    { id: 'place', header: t('columns.place'), align: 'end', isExtra: true, cell: ({ place }) => place },
  ]
}
