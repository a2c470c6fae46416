import { ExportMenuLater } from '#components/list/export-menu-later.tsx'
import { ListFiltersLater } from '#components/list/list-filters-later.tsx'
import type { Column } from '#components/table/column.ts'
import { DataTable } from '#components/table/data-table.tsx'
import { Pager } from '#components/table/pager.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { EmptyState } from '#components/ui/state-face.tsx'
import { bookServices, fixers, retries } from '#lib/error-book/fact.ts'
import type { BookFilter } from '#lib/error-book/filter.ts'
import type { BookPage } from '#lib/error-book/list.ts'
import { codeHref, type Explanation } from '#lib/error-book/queries.ts'
import { bookWords } from '#lib/error-book/words.ts'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { listHref } from '#lib/page.ts'
import { RetryMark } from './retry-mark.tsx'

const path = '/errors'

/** The rows of the book that fit, drawn on the server: none of its words travels with the scripts. */
export async function BookList({ filter: { page: _, ...filter }, found }: { filter: BookFilter; found: BookPage }) {
  const t = await getTranslations('errorBook')
  const { rows, first, last, total, page, pages } = found
  const turned = (to: number) => listHref(path, filter, { page: to === 1 ? undefined : String(to) })
  return (
    <div className="flex flex-col gap-3">
      <Filters filter={filter} />
      <DataTable
        caption={t('caption')}
        columns={await bookColumns()}
        data={{ state: 'ready', rows }}
        rowId={({ code }) => code}
        rowHref={({ code }) => codeHref(code)}
        loading=""
        empty={
          <EmptyState
            icon="search"
            title={t('nothingFits.title')}
            actions={<LinkButton href={path}>{t('nothingFits.action')}</LinkButton>}
          >
            {t('nothingFits.text')}
          </EmptyState>
        }
        failed={null}
        footer={
          pages > 1 && (
            <Pager
              previousHref={page > 1 ? turned(page - 1) : undefined}
              nextHref={page < pages ? turned(page + 1) : undefined}
              text={t('shown', { first, last, total })}
            />
          )
        }
      />
    </div>
  )
}

async function Filters({ filter }: { filter: Omit<BookFilter, 'page'> }) {
  const [t, { locale }] = await Promise.all([getTranslations('errorBook'), getI18n()])
  const { service, fixer } = bookWords[locale].answers
  const labelled = <Value extends string>(values: readonly Value[], label: (value: Value) => string) =>
    values.map((value) => ({ value, label: label(value) }))
  const none = 'all'
  return (
    <ListFiltersLater
      path={path}
      filter={filter}
      search={{ label: t('search'), name: t('filters.q') }}
      tools={<ExportMenuLater list="errors" filter={{ ...filter, locale }} />}
      fields={[
        {
          id: 'service',
          name: t('filters.service'),
          value: filter.service,
          none,
          options: labelled(bookServices, (value) => service[value]),
        },
        {
          id: 'retry',
          name: t('filters.retry'),
          value: filter.retry,
          none,
          options: labelled(retries, (value) => t(`retry.${value}`)),
        },
        {
          id: 'fixer',
          name: t('filters.fixer'),
          value: filter.fixer,
          none,
          options: labelled(fixers, (value) => fixer[value]),
        },
      ]}
    />
  )
}

async function bookColumns(): Promise<Column<Explanation>[]> {
  const t = await getTranslations('errorBook')
  return [
    {
      id: 'code',
      header: t('columns.code'),
      width: '12rem',
      cell: ({ name }) => <span className="block font-mono text-s break-words whitespace-normal">{name}</span>,
    },
    { id: 'service', header: t('columns.service'), width: '9rem', cell: ({ service }) => service },
    {
      id: 'meaning',
      header: t('columns.meaning'),
      cell: ({ meaning }) => <span className="block min-w-64 text-start sm:py-1 whitespace-normal">{meaning}</span>,
    },
    {
      id: 'retry',
      header: t('columns.tryAgain'),
      width: '9rem',
      cell: ({ retry }) => <RetryMark retry={retry}>{t(`retry.${retry}`)}</RetryMark>,
    },
    {
      id: 'who',
      header: t('columns.whoCan'),
      width: '14rem',
      cell: ({ whoCan }) => <span className="block text-start whitespace-normal sm:py-1">{whoCan}</span>,
    },
  ]
}
