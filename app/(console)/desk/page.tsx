import type { Metadata } from 'next'
import { DeskLater } from '#components/desk/desk-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { readDesk } from '#lib/requests/desk.ts'
import { deskQuery } from '#lib/requests/desk-query.ts'
import { chosenAccount } from '../chosen-account.ts'
import { stopAll } from '../purchases/actions.ts'
import { requestActionsOf } from '../requests/request-actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('desk')
  return { title: t('title') }
}

const areas = ['desk', 'orders', 'reasons', 'requests'] as const

export default async function DeskPage() {
  const { ctx, bind } = await requirePage()
  const [{ locale }, account] = await Promise.all([getI18n(), chosenAccount(ctx.actor)])
  const filter = { account }
  return (
    <Prefetched queries={[{ key: deskQuery(filter).queryKey, data: await readDesk(ctx, filter) }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, [...areas])}>
        <DeskLater filter={filter} stop={stopAll} actions={requestActionsOf(bind)} />
      </I18nArea>
    </Prefetched>
  )
}
