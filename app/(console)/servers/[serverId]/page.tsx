import type { Metadata } from 'next'
import { cache } from 'react'
import { EcsServerViewLater } from '#components/servers/ecs-server-view-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { denial } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { ecsServerQuery } from '#lib/inventory/ecs-servers-queries.ts'
import { showEcsServer } from '#lib/inventory/ecs-servers-show.ts'
import { resourceAreas } from '../../asking-on.ts'
import { foundOr404 } from '../../found-or-404.ts'

type Props = { params: Promise<{ serverId: string }> }

const load = cache(async (serverId: string) => {
  const { ctx } = await requirePage()
  return await foundOr404(showEcsServer(ctx, { serverId }))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, account } = await load((await params).serverId)
  return { title: `${name} · ${account.region}` }
}

export default async function EcsServerPage({ params }: Props) {
  const [server, { locale }, { ctx }] = await Promise.all([load((await params).serverId), getI18n(), requirePage()])
  const isAllowed = denial(ctx.actor, 'request:submit', { accountId: server.account.id }) === undefined
  return (
    <Prefetched queries={[{ key: ecsServerQuery(server.serverId).queryKey, data: server }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['ecsServers', ...resourceAreas])}>
        <EcsServerViewLater serverId={server.serverId} isAllowed={isAllowed} />
      </I18nArea>
    </Prefetched>
  )
}
