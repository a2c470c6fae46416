import type { Metadata } from 'next'
import { RequestListLater } from '#components/request/request-list-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { RequestFilter } from '#lib/requests/filter.ts'
import { listRequests } from '#lib/requests/list.ts'
import { requestsQuery } from '#lib/requests/queries.ts'
import { BuyAction } from '../buy-action.tsx'
import { chosenAccount } from '../chosen-account.ts'
import type { SearchParams } from '../search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('requests')
  return { title: t('title') }
}

export default async function RequestsPage({ searchParams }: SearchParams) {
  const { ctx } = await requirePage()
  const [{ locale }, account, params] = await Promise.all([getI18n(), chosenAccount(ctx.actor), searchParams])
  const filter = { ...RequestFilter.parse(params), account }
  return (
    <Prefetched queries={[{ key: requestsQuery(filter).queryKey, data: await listRequests(ctx, filter) }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['requests'])}>
        <RequestListLater filter={filter} buy={<BuyAction actor={ctx.actor} account={account} />} />
      </I18nArea>
    </Prefetched>
  )
}
