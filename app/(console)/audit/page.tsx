import type { Metadata } from 'next'
import { AuditListLater } from '#components/audit/audit-list-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { ForbiddenState } from '#components/ui/state-face.tsx'
import { AuditFilter } from '#lib/audit/filter.ts'
import { listAudit, listAuditChoices } from '#lib/audit/list.ts'
import { auditChoicesQuery, auditQuery } from '#lib/audit/queries.ts'
import { denialAnywhere } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { chosenAccount } from '../chosen-account.ts'
import type { SearchParams } from '../search-params.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('audit')
  return { title: t('title') }
}

export default async function AuditPage({ searchParams }: SearchParams) {
  const { ctx } = await requirePage()
  if (denialAnywhere(ctx.actor, 'audit:read') !== undefined) return <Forbidden />
  const [{ locale }, account, params] = await Promise.all([getI18n(), chosenAccount(ctx.actor), searchParams])
  // What is about no account, a sign-in or a stop of all purchases, is shown beside any.
  const filter = { ...AuditFilter.parse(params), ...(account !== undefined && { account: `${account},none` }) }
  const [page, choices] = await Promise.all([listAudit(ctx, filter), listAuditChoices(ctx)])
  return (
    <Prefetched
      queries={[
        { key: auditQuery(filter).queryKey, data: page },
        { key: auditChoicesQuery().queryKey, data: choices },
      ]}
    >
      <I18nArea locale={locale} messages={messagesOf(locale, ['audit', 'inventory', 'requests'])}>
        <AuditListLater filter={filter} isOverAccounts={account === undefined} />
      </I18nArea>
    </Prefetched>
  )
}

async function Forbidden() {
  const t = await getTranslations('audit.forbidden')
  return (
    <>
      <h1 className="sr-only">{t('title')}</h1>
      <ForbiddenState title={t('title')}>{t('text')}</ForbiddenState>
    </>
  )
}
