'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { ExportMenuLater } from '#components/list/export-menu-later.tsx'
import { DataTable } from '#components/table/data-table.tsx'
import type { Column } from '#components/table/column.ts'
import { Button } from '#components/ui/button.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { EmptyState, FailedState } from '#components/ui/state-face.tsx'
import { accountsQuery, type AccountRow } from '#lib/accounts/queries.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { AccountStateMark } from './account-state.tsx'
import { CheckTally } from './check-tally.tsx'

/** The cloud accounts that the console works with, and those it worked with. */
export function AccountList() {
  const t = useTranslations('accounts')
  const words = useTranslations('ui')
  const text = useText()
  const { data, error, refetch } = useQuery(accountsQuery())
  const columns = useColumns()
  const table = data
    ? { state: 'ready' as const, rows: data.accounts }
    : { state: error ? ('failed' as const) : ('loading' as const) }
  return (
    <div className="flex flex-col gap-6">
      <PageHeader
        title={t('title')}
        actions={
          data && (
            <>
              <ExportMenuLater list="accounts" filter={{}} />
              <Add denial={data.addDenial} />
            </>
          )
        }
      />
      <DataTable<AccountRow>
        caption={t('title')}
        columns={columns}
        data={table}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/settings/accounts/${id}`}
        empty={
          <EmptyState icon="cloud" title={t('none')}>
            {t('noneText')}
          </EmptyState>
        }
        failed={
          <FailedState
            title={text(error?.message ?? '')}
            actions={<Button onClick={() => void refetch()}>{words('tryAgain')}</Button>}
          />
        }
        loading={words('loading')}
      />
    </div>
  )
}

function Add({ denial }: { denial: string | null }) {
  const t = useTranslations('accounts')
  const text = useText()
  if (denial !== null)
    return (
      <Button icon="plus" disabledReason={text(denial)}>
        {t('add')}
      </Button>
    )
  return (
    <LinkButton href="/settings/accounts/new" variant="primary" icon="plus">
      {t('add')}
    </LinkButton>
  )
}

function useColumns(): Column<AccountRow>[] {
  const t = useTranslations('accounts')
  return [
    { id: 'name', header: t('columns.name'), cell: ({ name }) => name, sortable: false },
    {
      id: 'state',
      header: t('columns.state'),
      cell: ({ state }) => <AccountStateMark state={state} />,
      sortable: false,
    },
    { id: 'site', header: t('columns.site'), cell: ({ site }) => t(`site.${site}`), sortable: false },
    { id: 'region', header: t('columns.region'), cell: ({ region }) => region, sortable: false },
    {
      id: 'project',
      header: t('columns.project'),
      cell: ({ projectId }) => <CopyId id={projectId} />,
      sortable: false,
    },
    { id: 'check', header: t('columns.check'), cell: ({ check }) => <CheckTally check={check} />, sortable: false },
  ]
}
