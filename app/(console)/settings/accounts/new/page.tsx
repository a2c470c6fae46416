import type { Metadata } from 'next'
import { AddAccountForm } from '#components/accounts/add-account-form.tsx'
import { ForbiddenState } from '#components/ui/state-face.tsx'
import { regionChoices } from '#lib/accounts/region-choices.ts'
import { denialAnywhere } from '#lib/auth/permissions.ts'
import { requirePage } from '#lib/auth/session.ts'
import { endpointOverrides } from '#lib/env.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { textIn } from '#lib/i18n/server-text.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { add } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('accounts')
  return { title: t('add') }
}

export default async function NewAccountPage() {
  const [{ ctx, bind }, { locale }, t] = await Promise.all([requirePage(), getI18n(), getTranslations('accounts')])
  const denial = denialAnywhere(ctx.actor, 'account:manage')
  if (denial !== undefined)
    return (
      <>
        <h1 className="sr-only">{t('add')}</h1>
        <ForbiddenState title={textIn(locale)(denial)} />
      </>
    )
  return (
    <I18nArea locale={locale} messages={messagesOf(locale, ['accounts'])}>
      <AddAccountForm
        regions={regionChoices(locale === 'zh-CN' ? 'zh' : 'en')}
        overrides={endpointOverrides()}
        add={bind(add)}
      />
    </I18nArea>
  )
}
