import type { Metadata } from 'next'
import { InsightsLater } from '#components/insights/insights-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { listAccounts } from '#lib/auth/visible-accounts.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { InsightsFilter } from '#lib/insights/filter.ts'
import { insightsQuery } from '#lib/insights/queries.ts'
import { readInsights } from '#lib/insights/read.ts'
import { chosenAccount } from '../chosen-account.ts'
import type { SearchParams } from '../search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('insights')
  return { title: t('title') }
}

export default async function InsightsPage({ searchParams }: SearchParams) {
  const { ctx } = await requirePage()
  const [{ locale }, account, params] = await Promise.all([getI18n(), chosenAccount(ctx.actor), searchParams])
  const filter = { ...InsightsFilter.parse(params), account }
  const [data, accounts] = await Promise.all([readInsights(ctx, filter), listAccounts(ctx)])
  // A retired account has no key that its quotas could be asked with.
  const asked = accounts.filter(({ state }) => state !== 'retired')
  return (
    <Prefetched queries={[{ key: insightsQuery(filter).queryKey, data }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['cloudServices', 'insights', 'jobs'])}>
        <InsightsLater filter={filter} accounts={asked} />
      </I18nArea>
    </Prefetched>
  )
}
