'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { accountColumn } from '#components/list/account-column.tsx'
import { CodeText } from '#components/list/code-text.tsx'
import type { FilterField } from '#components/list/filter-field.ts'
import { ListView } from '#components/list/list-view.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import type { Column } from '#components/table/column.ts'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import type { JobFilter } from '#lib/jobs/filter.ts'
import { jobGroups } from '#lib/jobs/job-state.ts'
import { jobsQuery, type JobRow } from '#lib/jobs/queries.ts'
import { Deliveries } from './deliveries.tsx'
import { Duration } from './duration.tsx'
import { JobFailure } from './job-failure.tsx'
import { JobParts } from './job-parts.tsx'
import { JobResourceLink } from './job-resource.tsx'
import { JobState } from './job-state.tsx'
import { JobKind, JobService } from './job-words.tsx'

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
      columns={useColumns(filter.account === '')}
      rowId={(row) => `${row.account.id} ${row.service} ${row.jobId}`}
      search={{ label: t('search'), name: t('filters.q') }}
      fields={useFields(filter)}
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

const services = ['cph', 'workspace', 'ecs'] as const

function useFields(filter: JobFilter): FilterField[] {
  const t = useTranslations('jobs')
  return [
    {
      id: 'state',
      name: t('filters.state'),
      value: filter.state,
      none: '',
      options: jobGroups.map((value) => ({ value, label: t(`states.${value}`) })),
    },
    {
      id: 'service',
      name: t('filters.service'),
      value: filter.service,
      none: '',
      options: services.map((value) => ({ value, label: t(`services.${value}`) })),
    },
  ]
}

function useColumns(isOverAccounts: boolean): Column<Settled<JobRow>>[] {
  const t = useTranslations('jobs')
  const words = useTranslations('live')
  return [
    {
      id: 'kind',
      header: t('columns.kind'),
      cell: ({ title, cloudKind, parts, service }) => (
        <div className="min-w-52 py-1 whitespace-normal">
          <JobKind title={title} cloudKind={cloudKind} />
          <span className="block text-s text-muted">
            <JobService service={service} />
          </span>
          <JobParts parts={parts} service={service} />
        </div>
      ),
    },
    { id: 'state', header: t('columns.state'), width: '11rem', cell: (job) => <JobState job={job} /> },
    {
      id: 'resource',
      header: t('columns.resource'),
      cell: ({ resource, service }) => resource && <JobResourceLink resource={resource} service={service} />,
    },
    {
      id: 'request',
      header: t('columns.request'),
      cell: ({ request, orderId }) =>
        (request || orderId !== null) && (
          <span className="flex flex-col">
            {request && (
              <TextLink href={`/requests/${request.id}`}>
                {words('request', { number: String(request.number) })}
              </TextLink>
            )}
            {orderId !== null && (
              <TextLink href={`/orders/${orderId}`} className="font-mono text-s">
                {orderId}
              </TextLink>
            )}
          </span>
        ),
    },
    {
      id: 'started',
      header: t('columns.started'),
      width: '8.5rem',
      cell: ({ state, startedAt, runsSince, endedAt }) => (
        <span className="flex flex-col">
          <TimeAgo at={startedAt} />
          {(state === 'running' || endedAt !== null) && (
            <span className="text-s text-muted">
              <span className="sr-only">{t('columns.duration')} </span>
              <Duration from={runsSince} until={endedAt} />
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'error',
      header: t('columns.error'),
      cell: ({ errorCode, errorMessage }) => <JobFailure code={errorCode} message={errorMessage} />,
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
