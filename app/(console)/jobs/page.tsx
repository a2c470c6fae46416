import type { Metadata } from 'next'
import { JobsLater } from '#components/jobs/jobs-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import type { Context } from '#lib/context.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { readBoard } from '#lib/jobs/board.ts'
import { JobFilter } from '#lib/jobs/filter.ts'
import { listDeliveries } from '#lib/jobs/deliveries.ts'
import { countJobs, listJobs } from '#lib/jobs/list.ts'
import { boardQuery, deliveriesQuery, jobsQuery, jobsTotalQuery } from '#lib/jobs/queries.ts'
import { JobsView } from '#lib/jobs/view.ts'
import { listOrderChoices } from '#lib/orders/choices.ts'
import { orderChoicesQuery } from '#lib/orders/queries.ts'
import { chosenAccount } from '../chosen-account.ts'
import type { SearchParams } from '../search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('jobs')
  return { title: t('title') }
}

export default async function JobsPage({ searchParams }: SearchParams) {
  const { ctx } = await requirePage()
  const [{ locale }, account, params] = await Promise.all([getI18n(), chosenAccount(ctx.actor), searchParams])
  const filter = { ...JobFilter.parse(params), ...(account !== undefined && { account }) }
  const { view } = JobsView.parse(params)
  return (
    <Prefetched
      queries={[
        ...(view === 'board'
          ? [{ key: boardQuery(filter).queryKey, data: await readBoard(ctx, filter) }]
          : await readList(ctx, filter)),
        // The token says names, not ids, from the first paint.
        ...(account === undefined && filter.account !== ''
          ? [{ key: orderChoicesQuery('account').queryKey, data: await listOrderChoices(ctx, { of: 'account' }) }]
          : []),
      ]}
    >
      <I18nArea locale={locale} messages={messagesOf(locale, ['inventory', 'jobs', 'requests'])}>
        <JobsLater filter={filter} view={view} isOverAccounts={account === undefined} />
      </I18nArea>
    </Prefetched>
  )
}

async function readList(ctx: Context, filter: JobFilter) {
  const page = listJobs(ctx, filter)
  const [jobs, total, deliveries] = await Promise.all([
    page,
    page.then(async ({ total: told }) => told ?? (await countJobs(ctx, filter))),
    listDeliveries(ctx, filter),
  ])
  return [
    { key: jobsQuery(filter).queryKey, data: jobs },
    { key: jobsTotalQuery(filter).queryKey, data: total },
    { key: deliveriesQuery(filter).queryKey, data: deliveries },
  ]
}
