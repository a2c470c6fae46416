import { useTranslations } from 'use-intl/react'
import { CodeMeaning } from '#components/errors/code-meaning.tsx'
import { Card } from '#components/ui/card.tsx'
import type { JobDetail } from '#lib/jobs/queries.ts'

/** Why a job failed: the cloud's own words, and what the error book says about its code. */
export function JobFailureMeaning({ job: { errorCode, errorMessage } }: { job: JobDetail }) {
  const t = useTranslations('jobs.failure')
  if (errorCode === null && errorMessage === null) return null
  return (
    <Card title={t('title')}>
      {errorMessage !== null && <p className="mb-3 break-words">{errorMessage}</p>}
      {errorCode !== null && <CodeMeaning code={errorCode} />}
    </Card>
  )
}
