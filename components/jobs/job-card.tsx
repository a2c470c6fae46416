'use client'

import Link from 'next/link'
import { useTranslations } from 'use-intl/react'
import type { Settled } from '#components/list/use-settled-rows.ts'
import { classNames } from '#components/ui/class-names.ts'
import { TextLink } from '#components/ui/text-link.tsx'
import { TimeAgo } from '#components/ui/time-ago.tsx'
import { jobHref, type JobRow } from '#lib/jobs/queries.ts'
import { Duration } from './duration.tsx'
import { JobAge } from './job-age.tsx'
import { JobFailure } from './job-failure.tsx'
import { JobParts } from './job-parts.tsx'
import { JobProgress } from './job-state.tsx'
import { JobResourceLink } from './job-resource.tsx'
import { JobKind, JobService } from './job-words.tsx'

/** A job on the board: what it does to what, how far it has come, and where it belongs. */
export function JobCard({ job }: { job: Settled<JobRow> }) {
  const t = useTranslations('jobs.board')
  const { jobId, service, title, cloudKind, resource, account, state, endedAt, runsSince, parts, hasLeft = false } = job
  const isOpen = state === 'running' || state === 'waiting_payment'
  return (
    <article
      className={classNames(
        'flex flex-col gap-1.5 rounded-m border border-line bg-surface p-3 text-m',
        hasLeft && 'border-dashed',
      )}
    >
      <h3>
        <Link href={jobHref(service, jobId)} className="no-underline hover:underline">
          <JobKind title={title} cloudKind={cloudKind} />
        </Link>
      </h3>
      {resource && (
        <p className="min-w-0 break-all">
          <JobResourceLink resource={resource} service={service} />
        </p>
      )}
      {hasLeft && <p className="text-s text-muted">{t('moved')}</p>}
      {!hasLeft && isOpen && <JobProgress job={job} />}
      {!hasLeft && state === 'running' && <JobAge job={job} />}
      <JobFailure code={job.errorCode} message={job.errorMessage} />
      <JobParts parts={parts} service={service} />
      <p className="flex flex-wrap gap-x-3 text-s text-muted">
        <JobService service={service} />
        <span>
          {account.name} {account.region}
        </span>
        {!isOpen && endedAt !== null && (
          <span>
            <TimeAgo at={endedAt} />
            {' · '}
            <Duration from={runsSince} until={endedAt} />
          </span>
        )}
        {isOpen && (
          <span>
            <TimeAgo at={job.startedAt} />
          </span>
        )}
      </p>
      <JobOrigin job={job} />
    </article>
  )
}

/** The request and the order behind a job. */
export function JobOrigin({ job: { request, orderId } }: { job: Pick<JobRow, 'request' | 'orderId'> }) {
  const words = useTranslations('live')
  if (!request && orderId === null) return null
  return (
    <p className="flex flex-wrap gap-x-3 text-s">
      {request && (
        <TextLink href={`/requests/${request.id}`}>{words('request', { number: String(request.number) })}</TextLink>
      )}
      {orderId !== null && (
        <TextLink href={`/orders/${orderId}`} className="font-mono break-all">
          {orderId}
        </TextLink>
      )}
    </p>
  )
}
