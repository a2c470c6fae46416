'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Column, Sort } from '#components/table/column.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { listHref, type RowsPage } from '#lib/page.ts'
import { ArrivedRows } from './arrived-rows.tsx'
import { type FilterField, isInForce } from './filter-field.ts'
import { ListFilters } from './list-filters.tsx'
import { ListPager } from './list-pager.tsx'
import type { NothingWords } from './nothing-fits.tsx'
import { shownColumns } from './list-look.ts'
import { useListLook } from './use-list-look.ts'
import { useSettledRows, type Settled } from './use-settled-rows.ts'
import { ViewMenu } from './view-menu.tsx'

// Seldom seen, so no first view pays for them.
const NothingFits = lazy(async () => ({ default: (await import('./nothing-fits.tsx')).NothingFits }))
const StaleNotice = lazy(async () => ({ default: (await import('./stale-notice.tsx')).StaleNotice }))
const loadFailed = () => import('./list-failed.tsx')
const ListFailed = lazy(async () => ({ default: (await loadFailed()).ListFailed }))

export type ListProps<Row> = {
  /** The address of the list; what the browser remembers of it goes by this name. */
  path: `/${string}`
  /** What the address says: search, filters, sort and window. */
  filter: Record<string, string | undefined>
  title: string
  caption: string
  actions?: ReactNode
  found: UseQueryResult<RowsPage<Row>>
  columns: Column<Settled<Row>>[]
  rowId: (row: Row) => string
  /** A row's own page. */
  rowHref?: (row: Row) => string
  /** Label of the search box, and the name of the token that shows what was searched for. */
  search: { label: string; name: string }
  /** Fields that it can be narrowed by. */
  fields: FilterField[]
  nothing: NothingWords
  /** Whether the list is narrowed by more than it always is; by default when anything was searched or chosen. */
  isNarrowed?: boolean
  /** The row that is open beside the list, and how one is opened. */
  opening?: { openId: string | undefined; open: (id: string) => void }
  /** Stands beside the table where there is room. */
  beside?: ReactNode
  /** Stands between the header and the filters. */
  children?: ReactNode
}

/**
 * A list page: header with count and age, filters, and a table whose rows stay put while the list lives on. The address
 * is the state; only which columns are wanted, and how densely, is the person's own.
 */
export function ListView<Row>(props: ListProps<Row>) {
  const { path, filter, title, caption, actions, found, columns, rowId, rowHref, search, fields, opening } = props
  const t = useTranslations('live')
  const format = useFormat()
  const { data } = found
  const { rows, arrived, left, show } = useSettledRows(data?.rows, rowId, JSON.stringify(filter))
  const { look, setLook } = useListLook(path.slice(1))
  useEffect(() => {
    if (arrived > 0) announce(t('arrivedSpoken', { count: arrived }), 'arrived')
  }, [arrived, t])
  // Loaded behind the first view: once the console is out of reach it is too late.
  useEffect(() => void loadFailed(), [])
  const count = data && format.number(data.total.count)
  const isNarrowed = props.isNarrowed ?? ((filter['q'] ?? '') !== '' || fields.some(isInForce))
  return (
    <>
      <PageHeader
        title={title}
        count={data && count !== undefined && (data.total.isExact ? count : t('moreThan', { count }))}
        asOf={data && (data.asOf.at === null ? t('neverRead') : <AsOf at={data.asOf.at} />)}
        actions={actions}
      />
      {data && data.asOf.failedAt !== null && (
        <Suspense>
          <StaleNotice asOf={data.asOf} />
        </Suspense>
      )}
      {props.children}
      <div className="flex flex-col gap-3">
        <ListFilters
          path={path}
          filter={filter}
          search={search}
          fields={fields}
          tools={<ViewMenu columns={columns} look={look} onChange={setLook} />}
        />
        <ArrivedRows arrived={arrived} left={left} onShow={show} />
        <div className={props.beside ? besideClass : undefined}>
          <DataTable
            caption={caption}
            columns={shownColumns(columns, look)}
            density={look.density}
            data={data ? { state: 'ready', rows } : found.isError ? { state: 'failed' } : { state: 'loading' }}
            rowId={rowId}
            {...(rowHref && { rowHref })}
            onOpen={opening?.open}
            currentRowId={opening?.openId}
            sort={sortOf(filter['sort'])}
            sortHref={(sort) => listHref(path, filter, { sort: sortText(sort) })}
            loading={t('loading')}
            empty={
              <Suspense>
                <NothingFits isNarrowed={isNarrowed} clearHref={path} {...props.nothing} />
              </Suspense>
            }
            failed={
              <Suspense>
                <ListFailed onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
              </Suspense>
            }
            footer={
              data &&
              (data.newer !== null || data.older !== null) && (
                <ListPager data={data} windowHref={(window) => listHref(path, filter, window)} />
              )
            }
          />
          {props.beside}
        </div>
      </div>
    </>
  )
}

/** The table keeps its top, so that the row that was clicked stays under the pointer. */
const besideClass = 'grid items-start gap-4 min-[72rem]:grid-cols-[minmax(0,1fr)_25rem]'

/** `-created` is the newest first. */
const sortOf = (text: string | undefined): Sort | undefined =>
  text === undefined
    ? undefined
    : text.startsWith('-')
      ? { column: text.slice(1), direction: 'descending' }
      : { column: text, direction: 'ascending' }

const sortText = ({ column, direction }: Sort): string => (direction === 'descending' ? `-${column}` : column)
