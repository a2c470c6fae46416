import type { Metadata } from 'next'
import { OverviewLater } from '#components/overview/overview-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { accountsWith } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { readOverview } from '#lib/requests/overview.ts'
import { overviewQuery } from '#lib/requests/overview-query.ts'
import { resume } from './accounts/actions.ts'
import { stopAll } from './purchases/actions.ts'
import { BuyAction } from './buy-action.tsx'
import { chosenAccount } from './chosen-account.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('overview')
  return { title: t('title') }
}

export default async function OverviewPage() {
  const { ctx, bind } = await requirePage()
  const [{ locale }, account] = await Promise.all([getI18n(), chosenAccount(ctx.actor)])
  const filter = { account }
  return (
    <Prefetched queries={[{ key: overviewQuery(filter).queryKey, data: await readOverview(ctx, filter) }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['overview', 'requests'])}>
        <OverviewLater
          filter={filter}
          resume={bind(resume)}
          stop={stopAll}
          canBuy={accountsWith(ctx.actor, 'request:submit').length > 0}
          buy={<BuyAction actor={ctx.actor} account={account} />}
        />
      </I18nArea>
    </Prefetched>
  )
}
