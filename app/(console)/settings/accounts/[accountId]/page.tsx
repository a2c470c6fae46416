import type { Metadata } from 'next'
import { cache } from 'react'
import { z } from 'zod'
import { notFound } from 'next/navigation'
import { AccountView } from '#components/accounts/account-view.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { accountQuery } from '#lib/accounts/queries.ts'
import { showAccount } from '#lib/accounts/show.ts'
import { rolesOn } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { resume } from '../../../accounts/actions.ts'
import { foundOr404 } from '../../../found-or-404.ts'
import { check, pause, removeBudget, replaceKey, retire, setBudget } from '../actions.ts'

type Props = { params: Promise<{ accountId: string }> }

const load = cache(async (accountId: string) => {
  const { ctx } = await requirePage()
  // Whoever has no role on it does not learn that it is there.
  if (!z.uuid().safeParse(accountId).success || rolesOn(ctx.actor, accountId).length === 0) notFound()
  return await foundOr404(showAccount(ctx, { accountId }))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { name } = await load((await params).accountId)
  return { title: name }
}

export default async function AccountPage({ params }: Props) {
  const [account, { locale }, { bind }] = await Promise.all([load((await params).accountId), getI18n(), requirePage()])
  const actions = {
    check,
    pause: bind(pause),
    replaceKey: bind(replaceKey),
    resume: bind(resume),
    retire: bind(retire),
    setBudget: bind(setBudget),
    removeBudget: bind(removeBudget),
  }
  return (
    <Prefetched queries={[{ key: accountQuery(account.id).queryKey, data: account }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['accounts', 'preflight'])}>
        <AccountView initial={account} actions={actions} />
      </I18nArea>
    </Prefetched>
  )
}
