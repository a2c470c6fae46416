'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { SidePanel } from '#components/inventory/side-panel.tsx'
import { ListFailed } from '#components/list/list-failed.tsx'
import { SupportCopy } from '#components/request/support-copy.tsx'
import { EmptyState } from '#components/ui/state-face.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { AppError } from '#lib/errors.ts'
import { jobReport } from '#lib/jobs/job-report.ts'
import { jobHref, jobQuery, type JobDetail } from '#lib/jobs/queries.ts'
import { JobAge } from './job-age.tsx'
import { JobFacts } from './job-facts.tsx'
import { JobFailureMeaning } from './job-failure-meaning.tsx'
import { JobPartList } from './job-parts.tsx'
import { JobProgress, JobStateMark } from './job-state.tsx'
import { JobKind } from './job-words.tsx'

/** A job beside the list; `id` is its service and its own id, with a stroke between them. */
export function JobPanel({ id }: { id: string }) {
  const t = useTranslations('jobs')
  const cut = id.indexOf('/')
  const [service, jobId] = [id.slice(0, cut), id.slice(cut + 1)]
  const { data: job, error, refetch, isFetching } = useQuery(jobQuery(service, jobId))
  const title = job ? <JobKind title={job.title} cloudKind={job.cloudKind} /> : t('one', { id: jobId })
  return (
    <SidePanel id={id} title={title} href={jobHref(service, jobId)}>
      {job && <Content job={job} />}
      {!job && error instanceof AppError && error.code === 'not_found' && (
        <EmptyState icon="search" title={t('missing')}>
          {t('missingText')}
        </EmptyState>
      )}
      {!job && error && !(error instanceof AppError && error.code === 'not_found') && (
        <ListFailed onRetry={() => void refetch()} isRetrying={isFetching} />
      )}
      {!job && !error && (
        <div aria-hidden="true" className="flex flex-col gap-4">
          <Skeleton className="h-6 w-2/5" />
          <Skeleton className="h-64" />
        </div>
      )}
    </SidePanel>
  )
}

function Content({ job }: { job: JobDetail }) {
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <JobStateMark state={job.state} />
        <SupportCopy report={() => jobReport(job, new Date())} />
      </div>
      {job.state === 'running' && (
        <div className="flex flex-col gap-2">
          <JobProgress job={job} />
          <JobAge job={job} />
        </div>
      )}
      <JobFailureMeaning job={job} />
      {job.parts.length > 0 && <JobPartList parts={job.parts} service={job.service} />}
      <JobFacts job={job} />
    </>
  )
}
