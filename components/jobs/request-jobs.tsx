'use client'

import { useTranslations } from 'use-intl/react'
import { TextLink } from '#components/ui/text-link.tsx'
import { jobHref, type JobRow } from '#lib/jobs/queries.ts'
import { JobFailure } from './job-failure.tsx'
import { JobParts } from './job-parts.tsx'
import { JobState } from './job-state.tsx'
import { JobKind } from './job-words.tsx'

/** The jobs of one request. */
export function RequestJobs({ jobs }: { jobs: JobRow[] }) {
  const t = useTranslations('jobs')
  if (jobs.length === 0) return null
  return (
    <section aria-label={t('title')} className="mt-4">
      <h3 className="pb-1 font-strong">{t('title')}</h3>
      <ul className="rounded-m border border-line">
        {jobs.map((job) => (
          <li key={job.jobId} className="flex flex-col gap-1 border-b border-line px-3 py-2 last:border-b-0">
            <span className="flex flex-wrap items-start justify-between gap-x-4">
              <TextLink href={jobHref(job.service, job.jobId)}>
                <JobKind title={job.title} cloudKind={job.cloudKind} />
              </TextLink>
              <JobState job={job} />
            </span>
            <JobFailure code={job.errorCode} message={job.errorMessage} />
            <JobParts parts={job.parts} service={job.service} />
          </li>
        ))}
      </ul>
    </section>
  )
}
