import type { Metadata } from 'next'
import { cache } from 'react'
import { JobViewLater } from '#components/jobs/job-view-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { jobQuery } from '#lib/jobs/queries.ts'
import { showJob } from '#lib/jobs/show.ts'
import { foundOr404 } from '../../../found-or-404.ts'

type Props = { params: Promise<{ service: string; jobId: string }> }

const load = cache(async (service: string, jobId: string) => {
  const { ctx } = await requirePage()
  return await foundOr404(showJob(ctx, { service: decodeURIComponent(service), jobId: decodeURIComponent(jobId) }))
})

async function loadFor(params: Props['params']) {
  const { service, jobId } = await params
  return await load(service, jobId)
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [job, t] = await Promise.all([loadFor(params), getTranslations('jobs')])
  return { title: t('one', { id: job.jobId }) }
}

export default async function JobPage({ params }: Props) {
  const [job, { locale }] = await Promise.all([loadFor(params), getI18n()])
  return (
    <Prefetched queries={[{ key: jobQuery(job.service, job.jobId).queryKey, data: job }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['jobs', 'requests'])}>
        <JobViewLater service={job.service} jobId={job.jobId} />
      </I18nArea>
    </Prefetched>
  )
}
