import type { Metadata } from 'next'
import { AccountList } from '#components/accounts/account-list.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { listAccountRows } from '#lib/accounts/list.ts'
import { accountsQuery } from '#lib/accounts/queries.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts')
  return { title: t('title') }
}

export default async function AccountsPage() {
  const { ctx } = await requirePage()
  const [{ locale }, accounts] = await Promise.all([getI18n(), listAccountRows(ctx)])
  return (
    <Prefetched queries={[{ key: accountsQuery().queryKey, data: accounts }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['accounts'])}>
        <AccountList />
      </I18nArea>
    </Prefetched>
  )
}
