'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { accountColumn } from '#components/list/account-column.tsx'
import { CodeText } from '#components/list/code-text.tsx'
import { ListView } from '#components/list/list-view.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { StatusMark } from '#components/ui/status-mark.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { JobFilter } from '#lib/jobs/filter.ts'
import { jobsQuery, type JobRow } from '#lib/jobs/queries.ts'
import { Deliveries } from './deliveries.tsx'
import { Duration } from './duration.tsx'
import { JobKind, JobService } from './job-words.tsx'

const states = ['running', 'succeeded', 'failed'] as const

/** Jobs of the cloud, and above them the deliveries that have none. */
export function JobList({ filter }: { filter: JobFilter }) {
  const t = useTranslations('jobs')
  const found = useQuery(jobsQuery(filter))
  return (
    <ListView<JobRow>
      path="/jobs"
      filter={filter}
      title={t('title')}
      caption={t('caption')}
      found={found}
      columns={useColumns(filter.account === undefined)}
      rowId={(row) => `${row.account.id} ${row.service} ${row.jobId}`}
      search={{ label: t('search'), name: t('filters.q') }}
      choices={[
        {
          id: 'state',
          name: t('filters.state'),
          value: filter.state,
          none: 'all',
          options: states.map((value) => ({ value, label: t(`states.${value}`) })),
        },
      ]}
      nothing={{
        icon: 'workflow',
        empty: { title: t('empty.title'), text: t('empty.text') },
        nothingFits: { title: t('nothingFits.title'), text: t('nothingFits.text'), action: t('nothingFits.action') },
      }}
    >
      <Deliveries requests={found.data?.deliveries} />
    </ListView>
  )
}

const faces = {
  running: { icon: 'loader-circle', tone: 'info' },
  succeeded: { icon: 'circle-check', tone: 'success' },
  failed: { icon: 'circle-x', tone: 'danger' },
} as const

function useColumns(isOverAccounts: boolean): Column<Settled<JobRow>>[] {
  const t = useTranslations('jobs')
  const words = useTranslations('live')
  return [
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
          <StatusMark {...faces[state]}>{t(`states.${state}`)}</StatusMark>
          {progress !== null && <span className="text-s text-muted">{progress} %</span>}
        </span>
      ),
    },
    { id: 'resource', header: t('columns.resource'), cell: ({ resourceId }) => <CodeText>{resourceId}</CodeText> },
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
            <CodeText>{errorCode}</CodeText> {errorMessage}
          </span>
        ),
    },
    { id: 'job', header: t('columns.job'), isExtra: true, cell: ({ jobId }) => <CodeText>{jobId}</CodeText> },
    {
      id: 'ended',
      header: t('columns.ended'),
      width: '8rem',
      isExtra: true,
      cell: ({ endedAt }) => endedAt !== null && <TimeAgo at={endedAt} />,
    },
    accountColumn<JobRow>(t('columns.account'), { isOverAccounts }),
  ]
}
