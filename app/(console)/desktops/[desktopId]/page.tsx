import type { Metadata } from 'next'
import { cache } from 'react'
import { DesktopViewLater } from '#components/desktops/desktop-view-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { denial } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { desktopQuery } from '#lib/inventory/desktops-queries.ts'
import { showDesktop } from '#lib/inventory/desktops-show.ts'
import { resourceAreas } from '../../asking-on.ts'
import { foundOr404 } from '../../found-or-404.ts'

type Props = { params: Promise<{ desktopId: string }> }

const load = cache(async (desktopId: string) => {
  const { ctx } = await requirePage()
  return await foundOr404(showDesktop(ctx, { desktopId }))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name, account } = await load((await params).desktopId)
  return { title: `${name} · ${account.region}` }
}

export default async function DesktopPage({ params }: Props) {
  const [desktop, { locale }, { ctx }] = await Promise.all([load((await params).desktopId), getI18n(), requirePage()])
  const isAllowed = denial(ctx.actor, 'request:submit', { accountId: desktop.account.id }) === undefined
  return (
    <Prefetched queries={[{ key: desktopQuery(desktop.desktopId).queryKey, data: desktop }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['desktops', ...resourceAreas])}>
        <DesktopViewLater desktopId={desktop.desktopId} isAllowed={isAllowed} />
      </I18nArea>
    </Prefetched>
  )
}
