'use client'

import type { UseQueryResult } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import type { Column, Sort } from '#components/table/column.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { announce } from '#components/ui/live-region.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { exportedLists } from '#lib/export/exported-lists.ts'
import { isStale, listHref, type Total, type UncountedPage } from '#lib/page.ts'
import { ArrivedRows } from './arrived-rows.tsx'
import { ExportMenu } from './export-menu.tsx'
import { type FilterField, isInForce } from './filter-field.ts'
import { ListFilters } from './list-filters.tsx'
import { MirrorAge } from './mirror-age.tsx'
import { ListPager } from './list-pager.tsx'
import type { NothingWords } from './nothing-fits.tsx'
import { shownColumns } from './list-look.ts'
import { SavedViews } from './saved-views.tsx'
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
  found: UseQueryResult<UncountedPage<Row>>
  /** How many fit, where the page does not tell. */
  total?: Total | undefined
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
  const { path, title, caption, actions, found, columns, rowId, rowHref, search, fields, opening } = props
  // The account is the frame's to choose, unless the list can be narrowed to some.
  const isAccountOurs = fields.some(({ id }) => id === 'account')
  const filter = isAccountOurs ? props.filter : { ...props.filter, account: undefined }
  const t = useTranslations('live')
  const { data } = found
  const { rows, arrived, left, show } = useSettledRows(data?.rows, rowId, JSON.stringify(props.filter))
  const { look, setLook } = useListLook(path.slice(1))
  useArrivedAnnounced(arrived)
  const total = data && (data.total ?? props.total)
  useFoundAnnounced(JSON.stringify(props.filter), total)
  // Loaded behind the first view: once the console is out of reach it is too late.
  useEffect(() => void loadFailed(), [])
  const isNarrowed = props.isNarrowed ?? ((filter['q'] ?? '') !== '' || fields.some(isInForce))
  // That nothing is there is only known of what was read.
  const isUnread = data !== undefined && data.asOf.at === null && data.asOf.isPartly !== true
  return (
    <>
      <PageHeader
        title={title}
        count={useCountWords(total)}
        asOf={data && <MirrorAge asOf={data.asOf} />}
        actions={actions}
      />
      {data && isStale(data.asOf) && (
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
          tools={
            <>
              <SavedViews path={path} query={queryOf(path, filter)} look={look} onLook={setLook} />
              <ListExport path={path} filter={props.filter} />
              <ViewMenu columns={columns} look={look} onChange={setLook} />
            </>
          }
        />
        <div className={classNames('relative', props.beside !== undefined && props.beside !== false && besideClass)}>
          <ArrivedRows arrived={arrived} left={left} onShow={show} />
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
                <NothingFits isNarrowed={isNarrowed} isUnread={isUnread} clearHref={path} {...props.nothing} />
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

function ListExport({ path, filter }: Pick<ListProps<never>, 'path' | 'filter'>) {
  const list = exportedLists.find((each) => `/${each}` === path)
  return list && <ExportMenu list={list} filter={filter} />
}

/** Says how many rows wait to be shown. */
function useArrivedAnnounced(arrived: number) {
  const t = useTranslations('live')
  useEffect(() => {
    if (arrived > 0) announce(t('arrivedSpoken', { count: arrived }), 'arrived')
  }, [arrived, t])
}

function useCountWords(total: Total | undefined): string | undefined {
  const t = useTranslations('live')
  const count = useFormat().number(total?.count ?? 0)
  return total && (total.isExact ? count : t('moreThan', { count }))
}

/** Says how many rows there are once a list was narrowed otherwise; whoever looks sees it at the title. */
function useFoundAnnounced(narrowed: string, total: Total | undefined) {
  const t = useTranslations('live')
  const format = useFormat()
  const said = useRef(narrowed)
  useEffect(() => {
    if (!total || said.current === narrowed) return
    said.current = narrowed
    const { count, isExact } = total
    announce(isExact ? t('found', { count }) : t('foundMore', { count: format.number(count) }), 'found')
  }, [narrowed, total, t, format])
}

/** The table keeps its top, so that the row that was clicked stays under the pointer. */
const besideClass = 'grid items-start gap-4 min-[72rem]:grid-cols-[minmax(0,1fr)_25rem]'

/** Filters and sort without the place in the list. */
const queryOf = (path: string, filter: Record<string, string | undefined>): string =>
  listHref(path, { ...filter, after: undefined, before: undefined }).slice(path.length + 1)

/** `-created` is the newest first. */
const sortOf = (text: string | undefined): Sort | undefined =>
  text === undefined
    ? undefined
    : text.startsWith('-')
      ? { column: text.slice(1), direction: 'descending' }
      : { column: text, direction: 'ascending' }

const sortText = ({ column, direction }: Sort): string => (direction === 'descending' ? `-${column}` : column)
