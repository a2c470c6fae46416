'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl/react'
import { SupportCopy } from '#components/request/support-copy.tsx'
import { Card } from '#components/ui/card.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { AsOf } from '#components/ui/time-ago.tsx'
import { jobReport } from '#lib/jobs/job-report.ts'
import { jobQuery } from '#lib/jobs/queries.ts'
import { JobAge } from './job-age.tsx'
import { JobFacts } from './job-facts.tsx'
import { JobFailureMeaning } from './job-failure-meaning.tsx'
import { JobPartList } from './job-parts.tsx'
import { JobProgress, JobStateMark } from './job-state.tsx'
import { JobKind, JobService } from './job-words.tsx'

/** One job: how it stands, why it failed, its parts, what it belongs to, and what the cloud told of it. */
export function JobView({ service, jobId }: { service: string; jobId: string }) {
  const t = useTranslations('jobs')
  const { data: job } = useQuery(jobQuery(service, jobId))
  if (!job) return null
  const isOpen = job.state === 'running' || job.state === 'waiting_payment'
  return (
    <>
      <PageHeader
        context={
          <>
            <JobStateMark state={job.state} filled />
            <JobService service={service} />
            <span>
              {job.account.name} {job.account.region}
            </span>
          </>
        }
        title={<JobKind title={job.title} cloudKind={job.cloudKind} />}
        asOf={<AsOf at={job.seenAt} />}
        actions={<SupportCopy report={() => jobReport(job, new Date())} />}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,5fr)_minmax(24rem,3fr)]">
        <div className="flex min-w-0 flex-col gap-5">
          {isOpen && (
            <Card>
              <div className="flex flex-col gap-3">
                <JobProgress job={job} />
                {job.state === 'running' && <JobAge job={job} />}
              </div>
            </Card>
          )}
          <JobFailureMeaning job={job} />
          {job.parts.length > 0 && (
            <Card title={t('partsTitle')}>
              <JobPartList parts={job.parts} service={service} />
            </Card>
          )}
          <details>
            <summary className="text-accent underline underline-offset-2">{t('raw')}</summary>
            <div className="mt-2">
              <CodeBlock label={jobId} code={job.raw} />
            </div>
          </details>
        </div>
        <Card title={t('facts.title')}>
          <JobFacts job={job} />
        </Card>
      </div>
    </>
  )
}
