import type { Metadata } from 'next'
import { ExpiringListLater } from '#components/expiring/expiring-list-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { ExpiringFilter } from '#lib/orders/expiring-filter.ts'
import { expiringQuery } from '#lib/orders/expiring-query.ts'
import { listExpiring } from '#lib/orders/expiring.ts'
import { chosenAccount } from '../chosen-account.ts'
import type { SearchParams } from '../search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('expiring')
  return { title: t('title') }
}

export default async function ExpiringPage({ searchParams }: SearchParams) {
  const { ctx } = await requirePage()
  const [{ locale }, account, params] = await Promise.all([getI18n(), chosenAccount(ctx.actor), searchParams])
  const filter = { ...ExpiringFilter.parse(params), account }
  return (
    <Prefetched queries={[{ key: expiringQuery(filter).queryKey, data: await listExpiring(ctx, filter) }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['cloudServices', 'expiring'])}>
        <ExpiringListLater filter={filter} />
      </I18nArea>
    </Prefetched>
  )
}
