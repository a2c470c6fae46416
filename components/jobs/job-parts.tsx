'use client'

import { useTranslations } from 'use-intl/react'
import type { JobPart, JobResource } from '#lib/jobs/queries.ts'
import { JobFailure } from './job-failure.tsx'
import { JobResourceLink } from './job-resource.tsx'
import { JobStateMark } from './job-state.tsx'
import { CloudKind } from './job-words.tsx'

/** The parts of a job about several things, folded until somebody asks. */
export function JobParts({ parts, service }: { parts: JobPart[]; service: string }) {
  const t = useTranslations('jobs.parts')
  if (parts.length < 2) return null
  const done = parts.filter(({ state }) => state === 'succeeded').length
  const failed = parts.filter(({ state }) => state === 'failed').length
  return (
    <details className="text-m">
      <summary className="text-muted">
        {t('done', { done, count: parts.length })}
        {failed > 0 && <span className="text-danger"> {t('failed', { count: failed })}</span>}
      </summary>
      <div className="my-1 border-l-2 border-line-strong pl-3">
        <JobPartList parts={parts} service={service} />
      </div>
    </details>
  )
}

/** The parts of a job, one below the other. */
export function JobPartList({ parts, service }: { parts: JobPart[]; service: string }) {
  const t = useTranslations('jobs.parts')
  return (
    <ul aria-label={t('label')} className="flex flex-col gap-1">
      {parts.map((part) => (
        <li key={part.id}>
          <Part part={part} service={service} />
        </li>
      ))}
    </ul>
  )
}

function Part({ part, service }: { part: JobPart; service: string }) {
  const t = useTranslations('jobs')
  const { cloudKind, resource, state, progress } = part
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-3">
        <Named resource={resource} service={service} />
        {cloudKind !== null && (
          <span className="text-muted">
            <CloudKind kind={cloudKind} />
          </span>
        )}
        <JobStateMark state={state} />
        {state === 'running' && progress !== null && (
          <span className="text-s text-muted">{t('percent', { percent: String(progress) })}</span>
        )}
      </span>
      <JobFailure code={part.errorCode} message={part.errorMessage} />
    </>
  )
}

const Named = ({ resource, service }: { resource: JobResource | null; service: string }) =>
  resource && <JobResourceLink resource={resource} service={service} />
