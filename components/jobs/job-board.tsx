'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslations } from 'use-intl/react'
import { ArrivedRows } from '#components/list/arrived-rows.tsx'
import type { FilterField } from '#components/list/filter-field.ts'
import { ListFilters } from '#components/list/list-filters.tsx'
import { useSettledRows, type Settled } from '#components/list/use-settled-rows.ts'
import { classNames } from '#components/ui/class-names.ts'
import { announce } from '#components/ui/live-region.tsx'
import { MirrorAge } from '#components/list/mirror-age.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { useFormat } from '#lib/i18n/use-format.ts'
import { boardColumns, boardStacks, type BoardColumn, columnFilter } from '#lib/jobs/board-columns.ts'
import type { JobFilter } from '#lib/jobs/filter.ts'
import { boardQuery, type JobBoard as Board, type JobRow } from '#lib/jobs/queries.ts'
import { isStale, listHref, type Total } from '#lib/page.ts'
import { JobCard } from './job-card.tsx'
import { JobColumnMark } from './job-state.tsx'
import { services } from './job-words.tsx'
import { type JobsProps, useJobFields } from './use-job-fields.ts'
import { ViewSwitch } from './view-switch.tsx'

const ListFailed = lazy(async () => ({ default: (await import('#components/list/list-failed.tsx')).ListFailed }))
const StaleNotice = lazy(async () => ({ default: (await import('#components/list/stale-notice.tsx')).StaleNotice }))

type Placed = JobRow & { column: BoardColumn }

/** The jobs by how they stand: what runs, what waits, what takes too long, and what ended lately. */
export function JobBoard({ filter, isOverAccounts }: JobsProps) {
  const t = useTranslations('jobs')
  const live = useTranslations('live')
  const found = useQuery(boardQuery(filter))
  const { data } = found
  const { rows, arrived, left, show } = useSettledRows(data && placedRows(data), placeOf, JSON.stringify(filter))
  const fields = useJobFields({ filter, isOverAccounts }, rows)
  useEffect(() => {
    if (arrived > 0) announce(live('arrivedSpoken', { count: arrived }), 'arrived')
  }, [arrived, live])
  return (
    <>
      <PageHeader
        title={t('title')}
        asOf={data && <MirrorAge asOf={data.asOf} />}
        actions={<ViewSwitch filter={filter} view="board" />}
      />
      {data && isStale(data.asOf) && (
        <Suspense>
          <StaleNotice asOf={data.asOf} />
        </Suspense>
      )}
      <div className="flex flex-col gap-3">
        <Services filter={filter} />
        <ListFilters
          path="/jobs"
          filter={{ ...filter, view: 'board' }}
          search={{ label: t('search'), name: t('filters.q') }}
          fields={fields.filter((field) => !ofTheBoard.includes(field.id) || isOfSeveral(field))}
        />
        <div className="relative">
          <ArrivedRows arrived={arrived} left={left} onShow={show} />
          {found.isError && !data ? (
            <Suspense>
              <ListFailed onRetry={() => void found.refetch()} isRetrying={found.isFetching} />
            </Suspense>
          ) : (
            <div className={boardClass}>
              {boardStacks.map((stack) => (
                <div key={stack[0]} className={stackClass}>
                  {stack.map((column) => (
                    <Column
                      key={column}
                      column={column}
                      href={listHref('/jobs', filter, columnFilter(column))}
                      total={data?.columns[column].total}
                      rows={rows.filter((row) => row.column === column)}
                    />
                  ))}
                </div>
              ))}
            </div>
          )}
        </div>
      </div>
    </>
  )
}

// What runs, what waits, what ended: none of them lies far below another, however long that is.
const boardClass = 'grid items-start gap-3 md:grid-cols-2 md:grid-rows-[auto_1fr] lg:grid-cols-3 2xl:grid-cols-5'
const stackClass = 'flex min-w-0 flex-col gap-3 md:first:row-span-2 2xl:contents'

/** What its columns and the services above it narrow to. */
const ofTheBoard = ['state', 'started', 'service']

/** Several services, as the list can be narrowed to, are none of the choices above the board: a token tells of them. */
const isOfSeveral = ({ id, value }: FilterField): boolean => id === 'service' && value.includes(',')

const placedRows = ({ columns }: Board): Placed[] =>
  boardColumns.flatMap((column) => columns[column].rows.map((row) => ({ ...row, column })))

const placeOf = ({ column, account, service, jobId }: Placed): string => `${column} ${account.id} ${service} ${jobId}`

type ColumnProps = { column: BoardColumn; href: string; total: Total | undefined; rows: Settled<Placed>[] }

function Column({ column, href, total, rows }: ColumnProps) {
  const t = useTranslations('jobs')
  const live = useTranslations('live')
  const format = useFormat()
  const count = total && format.number(total.count)
  const title = `board-${column}`
  return (
    <section aria-labelledby={title} className="min-w-0 rounded-l bg-sunken p-2">
      <h2 id={title} className="px-1 pb-2">
        <Link href={href} className="flex items-center justify-between gap-2 no-underline hover:underline">
          <JobColumnMark column={column}>{t(`board.${column}`)}</JobColumnMark>
          <span className="text-m text-muted">
            {count !== undefined && (total?.isExact ? count : live('moreThan', { count }))}
          </span>
        </Link>
      </h2>
      {total === undefined && <Skeleton className="h-28" />}
      {total !== undefined && rows.length === 0 && (
        <p className="px-1 pb-1 text-m text-muted">{t(`board.nothing.${column}`)}</p>
      )}
      <ul className="flex flex-col gap-2">
        {rows.map((job) => (
          <li key={placeOf(job)}>
            <JobCard job={job} />
          </li>
        ))}
      </ul>
      {total !== undefined && total.count > rows.length && rows.length > 0 && (
        <Link href={href} className="block px-1 pt-2 text-m text-accent underline underline-offset-2">
          {t('board.all')}
        </Link>
      )}
    </section>
  )
}

/** Which service's jobs stand on the board. */
function Services({ filter }: { filter: JobFilter }) {
  const t = useTranslations('jobs')
  return (
    <nav aria-label={t('filters.service')} className="flex flex-wrap gap-1">
      {['', ...services].map((service) => {
        const known = services.find((each) => each === service)
        const isCurrent = filter.service === service
        return (
          <Link
            key={service}
            href={listHref('/jobs', { ...filter, view: 'board' }, { service })}
            scroll={false}
            aria-current={isCurrent ? 'true' : undefined}
            className={classNames(
              'flex h-7 items-center rounded-m px-2.5 text-m no-underline',
              isCurrent ? 'bg-selected font-strong text-accent' : 'text-muted hover:bg-hover hover:text-ink',
            )}
          >
            {known === undefined ? t('board.allServices') : t(`services.${known}`)}
          </Link>
        )
      })}
    </nav>
  )
}
