import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ForbiddenState } from '#components/ui/state-face.tsx'
import { requirePage } from '#lib/auth/session.ts'
import { readDraft } from '#lib/drafts/read.ts'
import { restoreDraft } from '#lib/drafts/restore.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { accountsToAsk } from '#lib/inventory/accounts-to-ask.ts'
import { findOperation } from '#lib/operations/registry.ts'
import { wizards } from '#lib/operations/wizards.gen.ts'
import { chosenAccount } from '../../../chosen-account.ts'
import { discardDraft, saveDraft, submit } from '../../actions.ts'

type Props = { params: Promise<{ operation: string }> }

const wizardOf = (key: string) => Object.entries(wizards).find(([name]) => name === key)?.[1]

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ operation: key }, t] = await Promise.all([params, getTranslations('operations')])
  return findOperation(key) ? { title: t('request') } : {}
}

/** The form of any operation that has one. */
export default async function NewRequestPage({ params }: Props) {
  const [{ operation: key }, { ctx }, { locale }] = await Promise.all([params, requirePage(), getI18n()])
  const operation = findOperation(key)
  const load = wizardOf(key)
  if (!operation || !load) notFound()

  const t = await getTranslations('wizard.forbidden')
  const accounts = await accountsToAsk(ctx, operation.service)
  const [first] = accounts
  if (!first) return <ForbiddenState title={t('title')}>{t('text')}</ForbiddenState>

  const [draft, chosen, { Wizard }] = await Promise.all([
    readDraft(ctx, { operation: key }),
    chosenAccount(ctx.actor),
    load(),
  ])
  const preferred = accounts.find(({ id }) => id === chosen) ?? first
  const start = operation.start(preferred.id)
  const kept = draft && {
    id: draft.id,
    accountId: draft.accountId,
    step: draft.step,
    revision: draft.revision,
    savedAt: draft.savedAt,
  }
  return (
    <I18nArea locale={locale} messages={messagesOf(locale, ['wizard', 'operations', 'preflight', 'quote'])}>
      <Wizard
        accounts={accounts}
        start={start}
        values={draft ? restoreDraft(operation.parse, start, draft.content) : start}
        draft={kept}
        actions={{ submit, saveDraft, discardDraft }}
      />
    </I18nArea>
  )
}
