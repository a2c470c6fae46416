import type { Metadata } from 'next'
import { JoinForm } from '#components/sign-in/join-form.tsx'
import { AuthFrame } from '#components/sign-in/auth-frame.tsx'
import { begunSession } from '#lib/auth/session.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { join, look } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth')
  return { title: t('joinTitle') }
}

/** Where a link leads. What it holds stands behind the `#`, which browsers send to nobody. */
export default async function JoinPage() {
  const [t, { locale }, session] = await Promise.all([getTranslations('auth'), getI18n(), begunSession(false)])
  return (
    <I18nArea locale={locale} messages={messagesOf(locale, ['auth'])}>
      <AuthFrame title={t('joinTitle')} text={t('joinText')}>
        <JoinForm look={look} join={join} signedInAs={session?.email} />
      </AuthFrame>
    </I18nArea>
  )
}
