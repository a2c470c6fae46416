import type { Metadata } from 'next'
import { MyFactors } from '#components/factors/my-factors.tsx'
import { MySessions } from '#components/people/my-sessions.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listFactors } from '#lib/auth/factors.ts'
import { listSessions } from '#lib/auth/my-sessions.ts'
import { passkeysWorkAt } from '#lib/auth/passkeys.ts'
import { requirePage } from '#lib/auth/session.ts'
import { sessionsMax } from '#lib/auth/sessions.ts'
import { env } from '#lib/env.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import * as signIn from '../../../(auth)/sign-in/actions.ts'
import * as actions from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('people')
  return { title: t('meTitle') }
}

export default async function MePage() {
  const { ctx, email, bind } = await requirePage()
  const [t, { locale }, factors, sessions] = await Promise.all([
    getTranslations('people'),
    getI18n(),
    listFactors(ctx),
    listSessions(ctx),
  ])
  const { beginCodes, finishCodes, beginPasskey, finishPasskey } = signIn
  const { COUNTERSIGN_SECOND_FACTOR, NEXTAUTH_URL } = env()
  return (
    <I18nArea locale={locale} messages={messagesOf(locale, ['factors', 'people'])}>
      <PageHeader title={t('meTitle')} context={email} />
      <MyFactors
        {...factors}
        isRequired={COUNTERSIGN_SECOND_FACTOR === 'required'}
        passkeys={passkeysWorkAt(NEXTAUTH_URL)}
        enrol={{ beginCodes, finishCodes, beginPasskey, finishPasskey }}
        remove={bind(actions.remove)}
        renewCodes={bind(actions.renewCodes)}
      />
      <MySessions sessions={sessions} max={sessionsMax} revoke={actions.revoke} revokeOthers={actions.revokeOthers} />
    </I18nArea>
  )
}
