'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Column } from '#components/table/column.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { Pager } from '#components/table/pager.tsx'
import { Button } from '#components/ui/button.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { FailedState } from '#components/ui/state-face.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import type { RowsPage, Window } from '#lib/page.ts'
import { ArrivedRows } from './arrived-rows.tsx'
import { StaleNotice } from './stale-notice.tsx'
import { useSettledRows, type Settled } from './use-settled-rows.ts'

type Props<Row> = {
  title: string
  caption: string
  context?: ReactNode
  actions?: ReactNode
  found: UseQueryResult<RowsPage<Row>>
  /** Names this list with its filter and page; another one starts over. */
  listKey: string
  columns: Column<Settled<Row>>[]
  rowId: (row: Row) => string
  rowHref?: (row: Row) => string
  /** The address of another part of the list. */
  windowHref: (window: Window) => string
  filters: ReactNode
  empty: ReactNode
  /** Stands between the header and the filters. */
  children?: ReactNode
}

/** A list page: header with count and age, filters, and a table whose rows stay put while the list lives on. */
export function ListView<Row>(props: Props<Row>) {
  const { title, caption, context, actions, found, listKey, columns, rowId, rowHref, windowHref, filters, empty } =
    props
  const t = useTranslations('live')
  const format = useFormat()
  const { data } = found
  const { rows, arrived, left, show } = useSettledRows(data?.rows, rowId, listKey)
  useEffect(() => {
    if (arrived > 0) announce(t('arrivedSpoken', { count: arrived }), 'arrived')
  }, [arrived, t])
  const count = data && format.number(data.total.count)
  return (
    <>
      <PageHeader
        title={title}
        count={data && count !== undefined && (data.total.isExact ? count : t('moreThan', { count }))}
        context={context}
        asOf={data && (data.asOf.at === null ? t('neverRead') : <AsOf at={data.asOf.at} />)}
        actions={actions}
      />
      {data && <StaleNotice asOf={data.asOf} />}
      {props.children}
      <div className="flex flex-col gap-3">
        {filters}
        <ArrivedRows arrived={arrived} left={left} onShow={show} />
        <DataTable
          caption={caption}
          columns={columns}
          data={data ? { state: 'ready', rows } : found.isError ? { state: 'failed' } : { state: 'loading' }}
          rowId={rowId}
          {...(rowHref && { rowHref })}
          loading={t('loading')}
          empty={empty}
          failed={<FailedFace onRetry={() => void found.refetch()} isRetrying={found.isFetching} />}
          footer={
            data && (data.newer !== null || data.older !== null) && <ListPager data={data} windowHref={windowHref} />
          }
        />
      </div>
    </>
  )
}

function ListPager<Row>({ data, windowHref }: { data: RowsPage<Row>; windowHref: (window: Window) => string }) {
  const t = useTranslations('live')
  return (
    <Pager
      previousHref={data.newer === null ? undefined : windowHref({ before: data.newer })}
      nextHref={data.older === null ? undefined : windowHref({ after: data.older })}
      text={t('rows', { count: data.rows.length })}
    />
  )
}

function FailedFace({ onRetry, isRetrying }: { onRetry: () => void; isRetrying: boolean }) {
  const t = useTranslations('live.failed')
  return (
    <FailedState
      title={t('title')}
      actions={
        <Button onClick={onRetry} loading={isRetrying}>
          {t('action')}
        </Button>
      }
    >
      {t('text')}
    </FailedState>
  )
}
