import type { Metadata } from 'next'
import { EcsServerListLater } from '#components/servers/ecs-server-list-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { listEcsServers } from '#lib/inventory/ecs-servers.ts'
import { EcsServerFilter } from '#lib/inventory/ecs-servers-filter.ts'
import { ecsServersQuery } from '#lib/inventory/ecs-servers-queries.ts'
import { askingOn, resourceAreas } from '../asking-on.ts'
import { chosenAccount } from '../chosen-account.ts'
import type { SearchParams } from '../search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('ecsServers')
  return { title: t('title') }
}

export default async function EcsServersPage({ searchParams }: SearchParams) {
  const { ctx } = await requirePage()
  const [{ locale }, account, params] = await Promise.all([getI18n(), chosenAccount(ctx.actor), searchParams])
  const filter = { ...EcsServerFilter.parse(params), account }
  return (
    <Prefetched queries={[{ key: ecsServersQuery(filter).queryKey, data: await listEcsServers(ctx, filter) }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['ecsServers', ...resourceAreas])}>
        <EcsServerListLater filter={filter} asking={askingOn(ctx.actor, 'ecs_server')} />
      </I18nArea>
    </Prefetched>
  )
}
