'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslations } from 'use-intl/react'
import { ListFilters } from '#components/list/list-filters.tsx'
import { ListView } from '#components/list/list-view.tsx'
import { NothingFits } from '#components/list/nothing-fits.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { JobFilter } from '#lib/jobs/filter.ts'
import { jobsQuery, type JobRow } from '#lib/jobs/queries.ts'
import { listHref } from '#lib/page.ts'
import { Deliveries } from './deliveries.tsx'
import { Duration } from './duration.tsx'
import { JobState } from './job-state.tsx'
import { JobKind, JobService } from './job-words.tsx'

const path = '/jobs'

/** Jobs of the cloud, and above them the deliveries that have none. */
export function JobList({ filter }: { filter: JobFilter }) {
  const t = useTranslations('jobs')
  const found = useQuery(jobsQuery(filter))
  const columns = useColumns()
  return (
    <ListView<JobRow>
      title={t('title')}
      caption={t('caption')}
      found={found}
      listKey={JSON.stringify(filter)}
      columns={columns}
      rowId={(row) => `${row.account.id} ${row.service} ${row.jobId}`}
      windowHref={(window) => listHref(path, filter, window)}
      filters={<Filters filter={filter} />}
      empty={
        <NothingFits
          isNarrowed={filter.q !== '' || filter.state !== 'all'}
          clearHref={path}
          icon="workflow"
          empty={{ title: t('empty.title'), text: t('empty.text') }}
          nothingFits={{ title: t('nothingFits.title'), text: t('nothingFits.text'), action: t('nothingFits.action') }}
        />
      }
    >
      <Deliveries requests={found.data?.deliveries} />
    </ListView>
  )
}

const states = ['running', 'succeeded', 'failed'] as const

function Filters({ filter }: { filter: JobFilter }) {
  const t = useTranslations('jobs')
  return (
    <ListFilters
      path={path}
      filter={filter}
      search={t('search')}
      searchName={t('filters.q')}
      choices={[
        {
          id: 'state',
          name: t('filters.state'),
          value: filter.state,
          none: 'all',
          options: states.map((value) => ({ value, label: t(`states.${value}`) })),
        },
      ]}
    />
  )
}

function useColumns(): Column<Settled<JobRow>>[] {
  const t = useTranslations('jobs')
  const words = useTranslations('live')
  return useMemo(
    () => [
      {
        id: 'kind',
        header: t('columns.kind'),
        cell: ({ kind, service }) => (
          <span>
            <JobKind kind={kind} /> <JobService service={service} />
          </span>
        ),
      },
      {
        id: 'state',
        header: t('columns.state'),
        width: '10rem',
        cell: ({ state, progress }) => (
          <span className="flex items-center gap-2">
            <JobState state={state} />
            {progress !== null && <span className="text-s text-muted">{progress} %</span>}
          </span>
        ),
      },
      { id: 'resource', header: t('columns.resource'), cell: ({ resourceId }) => <Code>{resourceId}</Code> },
      {
        id: 'request',
        header: t('columns.request'),
        width: '8rem',
        cell: ({ request }) =>
          request && (
            <TextLink href={`/requests/${request.id}`}>{words('request', { number: String(request.number) })}</TextLink>
          ),
      },
      {
        id: 'started',
        header: t('columns.started'),
        width: '8rem',
        cell: ({ startedAt }) => <TimeAgo at={startedAt} />,
      },
      {
        id: 'duration',
        header: t('columns.duration'),
        align: 'end',
        width: '8rem',
        cell: ({ startedAt, endedAt }) => <Duration from={startedAt} until={endedAt} />,
      },
      {
        id: 'error',
        header: t('columns.error'),
        cell: ({ errorCode, errorMessage }) =>
          errorCode !== null && (
            <span>
              <Code>{errorCode}</Code> {errorMessage}
            </span>
          ),
      },
    ],
    [t, words],
  )
}

const Code = ({ children }: { children: string }) => <span className="font-mono text-s">{children}</span>
