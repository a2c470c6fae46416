import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { CopyId } from '#components/ui/copy-id.tsx'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { DateTime } from '#components/ui/time-ago.tsx'
import type { JobDetail } from '#lib/jobs/queries.ts'
import { Duration } from './duration.tsx'
import { JobOrigin } from './job-card.tsx'
import { JobResourceLink } from './job-resource.tsx'
import { JobService } from './job-words.tsx'

/** What is known of a job, and the ways to what it belongs to. */
export function JobFacts({ job }: { job: JobDetail }) {
  const t = useTranslations('jobs.facts')
  const { jobId, service, resource, request, orderId, askedBy, account, startedAt, endedAt, runsSince } = job
  const row = (id: string, label: string, value: ReactNode) => ({ id, label, value })
  return (
    <DefinitionList
      rows={[
        row('id', t('id'), <CopyId id={jobId} charactersMax={20} />),
        row('service', t('service'), <JobService service={service} />),
        ...(resource
          ? [row('resource', t('resource'), <JobResourceLink resource={resource} service={service} />)]
          : []),
        ...(request || orderId !== null ? [row('request', t('request'), <JobOrigin job={job} />)] : []),
        ...(askedBy ? [row('askedBy', t('askedBy'), askedBy.name)] : []),
        row(
          'account',
          t('account'),
          <>
            {account.name} <span className="text-muted">{account.region}</span>
          </>,
        ),
        row('started', t('started'), <DateTime at={startedAt} />),
        ...(endedAt === null ? [] : [row('ended', t('ended'), <DateTime at={endedAt} />)]),
        row(
          'duration',
          t('duration'),
          <>
            {(endedAt !== null || job.state === 'running') && <Duration from={runsSince} until={endedAt} />}{' '}
            <span className="text-s text-muted">{t('usually', { minutes: String(job.usualMinutes) })}</span>
          </>,
        ),
      ]}
    />
  )
}
