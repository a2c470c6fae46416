import type { Metadata } from 'next'
import { DesktopListLater } from '#components/desktops/desktop-list-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { listDesktops } from '#lib/inventory/desktops.ts'
import { DesktopFilter } from '#lib/inventory/desktops-filter.ts'
import { desktopsQuery } from '#lib/inventory/desktops-queries.ts'
import { askingOn, resourceAreas } from '../asking-on.ts'
import { chosenAccount } from '../chosen-account.ts'
import type { SearchParams } from '../search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desktops')
  return { title: t('title') }
}

export default async function DesktopsPage({ searchParams }: SearchParams) {
  const { ctx } = await requirePage()
  const [{ locale }, account, params] = await Promise.all([getI18n(), chosenAccount(ctx.actor), searchParams])
  const filter = { ...DesktopFilter.parse(params), account }
  return (
    <Prefetched queries={[{ key: desktopsQuery(filter).queryKey, data: await listDesktops(ctx, filter) }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['desktops', ...resourceAreas])}>
        <DesktopListLater filter={filter} asking={askingOn(ctx.actor, 'desktop')} />
      </I18nArea>
    </Prefetched>
  )
}
