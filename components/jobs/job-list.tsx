'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { lazy, Suspense } from 'react'
import { useTranslations } from 'use-intl/react'
import { useOpenRow } from '#components/inventory/use-open-row.ts'
import { accountColumn } from '#components/list/account-column.tsx'
import { CodeText } from '#components/list/code-text.tsx'
import { ListView } from '#components/list/list-view.tsx'
import type { Settled } from '#components/list/use-settled-rows.ts'
import { useTotal } from '#components/list/use-total.ts'
import type { Column } from '#components/table/column.ts'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { deliveriesQuery, jobHref, jobsQuery, jobsTotalQuery, type JobRow } from '#lib/jobs/queries.ts'
import { Deliveries } from './deliveries.tsx'
import { Duration } from './duration.tsx'
import { JobFailure } from './job-failure.tsx'
import { JobParts } from './job-parts.tsx'
import { JobResourceLink } from './job-resource.tsx'
import { JobState } from './job-state.tsx'
import { JobKind, JobService } from './job-words.tsx'
import { type JobsProps, useJobFields } from './use-job-fields.ts'
import { ViewSwitch } from './view-switch.tsx'

const JobPanel = lazy(async () => ({ default: (await import('./job-panel.tsx')).JobPanel }))

/** Jobs of the cloud, and above them the deliveries that have none. */
export function JobList({ filter, isOverAccounts }: JobsProps) {
  const t = useTranslations('jobs')
  const found = useQuery(jobsQuery(filter))
  const total = useTotal(found.data, jobsTotalQuery(filter))
  const { data: deliveries } = useQuery(deliveriesQuery(filter))
  const { openId, open } = useOpenRow()
  return (
    <ListView<JobRow>
      path="/jobs"
      filter={filter}
      title={t('title')}
      caption={t('caption')}
      found={found}
      total={total}
      columns={useColumns(isOverAccounts)}
      rowId={rowId}
      actions={<ViewSwitch filter={filter} view="list" />}
      opening={{ openId, open }}
      beside={
        openId !== undefined && (
          <Suspense>
            <JobPanel id={openId} />
          </Suspense>
        )
      }
      search={{ label: t('search'), name: t('filters.q') }}
      fields={useJobFields({ filter, isOverAccounts }, found.data?.rows ?? [])}
      nothing={{
        icon: 'workflow',
        empty: { title: t('empty.title'), text: t('empty.text') },
        nothingFits: { title: t('nothingFits.title'), text: t('nothingFits.text'), action: t('nothingFits.action') },
      }}
    >
      <Deliveries found={deliveries} />
    </ListView>
  )
}

/** The same in the address of the row that stands open beside the list. */
const rowId = ({ service, jobId }: JobRow): string => `${service}/${jobId}`

function useColumns(isOverAccounts: boolean): Column<Settled<JobRow>>[] {
  const t = useTranslations('jobs')
  const extras = useExtraColumns()
  return [
    {
      id: 'kind',
      header: t('columns.kind'),
      cell: ({ title, cloudKind, parts, service, jobId }) => (
        <div className="py-1 whitespace-normal sm:min-w-40">
          {/* Not the whole cell: its parts have links of their own. */}
          <Link href={jobHref(service, jobId)} prefetch={false} data-row-link className="row-link">
            <JobKind title={title} cloudKind={cloudKind} />
          </Link>
          <span className="block text-s text-muted">
            <JobService service={service} />
          </span>
          <JobParts parts={parts} service={service} />
        </div>
      ),
    },
    {
      id: 'state',
      header: t('columns.state'),
      width: 'w-56',
      cell: (job) => (
        <div>
          <JobState job={job} />
          <JobFailure code={job.errorCode} message={job.errorMessage} />
        </div>
      ),
    },
    {
      id: 'resource',
      header: t('columns.resource'),
      isSpare: true,
      cell: ({ resource, service }) => resource && <JobResourceLink resource={resource} service={service} />,
    },
    {
      id: 'request',
      header: t('columns.request'),
      isSpare: true,
      cell: (job) => <RequestAndOrder job={job} />,
    },
    {
      id: 'started',
      header: t('columns.started'),
      width: 'w-34',
      sortable: ['descending', 'ascending'],
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
    ...extras,
    accountColumn<JobRow>(t('columns.account'), { isOverAccounts }),
  ]
}

/** Offered, and shown to whoever chooses them. */
function useExtraColumns(): Column<Settled<JobRow>>[] {
  const t = useTranslations('jobs')
  return [
    {
      id: 'job',
      header: t('columns.job'),
      isExtra: true,
      isSpare: true,
      cell: ({ jobId }) => <CodeText>{jobId}</CodeText>,
    },
    {
      id: 'duration',
      header: t('columns.duration'),
      width: 'w-32',
      isExtra: true,
      isSpare: true,
      sortable: ['descending'],
      cell: ({ state, runsSince, endedAt }) =>
        (state === 'running' || endedAt !== null) && <Duration from={runsSince} until={endedAt} />,
    },
    {
      id: 'ended',
      header: t('columns.ended'),
      width: 'w-32',
      isExtra: true,
      isSpare: true,
      cell: ({ endedAt }) => endedAt !== null && <TimeAgo at={endedAt} />,
    },
  ]
}

function RequestAndOrder({ job: { request, orderId } }: { job: Pick<JobRow, 'request' | 'orderId'> }) {
  const words = useTranslations('live')
  if (!request && orderId === null) return null
  return (
    <span className="flex flex-col">
      {request && (
        <TextLink href={`/requests/${request.id}`}>{words('request', { number: String(request.number) })}</TextLink>
      )}
      {orderId !== null && (
        <TextLink href={`/orders/${orderId}`} className="font-mono text-s">
          {orderId}
        </TextLink>
      )}
    </span>
  )
}
