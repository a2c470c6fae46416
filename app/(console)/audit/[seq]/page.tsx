import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { AuditViewLater } from '#components/audit/audit-view-later.tsx'
import { Prefetched } from '#components/shell/prefetched.tsx'
import { AuditSeq, showAudit } from '#lib/audit/list.ts'
import { auditEntryQuery } from '#lib/audit/queries.ts'
import { denialAnywhere } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { foundOr404 } from '../../found-or-404.ts'

type Props = { params: Promise<{ seq: string }> }

const load = cache(async (asked: string) => {
  const { ctx } = await requirePage()
  const parsed = AuditSeq.safeParse({ seq: asked })
  if (!parsed.success || denialAnywhere(ctx.actor, 'audit:read') !== undefined) notFound()
  return await foundOr404(showAudit(ctx, parsed.data))
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ seq }, t] = await Promise.all([load((await params).seq), getTranslations('audit')])
  return { title: t('one', { seq: String(seq) }) }
}

export default async function AuditEntryPage({ params }: Props) {
  const [entry, { locale }] = await Promise.all([load((await params).seq), getI18n()])
  const seq = String(entry.seq)
  return (
    <Prefetched queries={[{ key: auditEntryQuery(seq).queryKey, data: entry }]}>
      <I18nArea locale={locale} messages={messagesOf(locale, ['audit', 'requests'])}>
        <AuditViewLater seq={seq} />
      </I18nArea>
    </Prefetched>
  )
}
