import type { Metadata } from 'next'
import { PhoneServerListLater } from '#components/phone-servers/phone-server-list-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { PhoneServerFilter } from '#lib/inventory/phone-server-filter.ts'
import { listPhoneServers } from '#lib/inventory/phone-servers.ts'
import { phoneServersQuery } from '#lib/inventory/queries.ts'
import { askingOn, resourceAreas } from '../asking-on.ts'
import { BuyAction } from '../buy-action.tsx'
import { chosenAccount } from '../chosen-account.ts'
import type { SearchParams } from '../search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('servers')
  return { title: t('title') }
}

export default async function PhoneServersPage({ searchParams }: SearchParams) {
  const { ctx } = await requirePage()
  const [{ locale }, account, params] = await Promise.all([getI18n(), chosenAccount(ctx.actor), searchParams])
  const filter = { ...PhoneServerFilter.parse(params), account }
  return (
    <Prefetched queries={[{ key: phoneServersQuery(filter).queryKey, data: await listPhoneServers(ctx, filter) }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['servers', ...resourceAreas])}>
        <PhoneServerListLater
          filter={filter}
          asking={askingOn(ctx.actor, 'phone_server')}
          buy={<BuyAction actor={ctx.actor} account={account} />}
        />
      </I18nArea>
    </Prefetched>
  )
}
