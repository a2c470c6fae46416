import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { AuthFrame } from '#components/sign-in/auth-frame.tsx'
import { EnrolStep } from '#components/sign-in/factor-step.tsx'
import { safeNextPath } from '#lib/auth/next-path.ts'
import { passkeysWorkAt } from '#lib/auth/passkeys.ts'
import { begunSession } from '#lib/auth/session.ts'
import { consoleUrl } from '#lib/env.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { beginCodes, beginPasskey, finishCodes, finishPasskey } from '../actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('session')
  return { title: t('enrolTitle') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** Where somebody sets up their first second factor, before anything else. */
export default async function SetUpPage({ searchParams }: Props) {
  const [{ next }, session, sent] = await Promise.all([searchParams, begunSession(true), headers()])
  const destination = safeNextPath(next)
  // The action that completes the session draws this page once more: the recovery codes must stay in view.
  const isJustCompleted = session?.needs === null && sent.has('next-action')
  if (session?.needs !== 'enrolment' && !isJustCompleted) redirect(`/sign-in?next=${encodeURIComponent(destination)}`)
  const [t, { locale }] = await Promise.all([getTranslations('session'), getI18n()])
  return (
    <I18nArea locale={locale} messages={messagesOf(locale, ['factors', 'session'])}>
      <AuthFrame title={t('enrolTitle')} text={t('enrolText')}>
        <EnrolStep
          next={destination}
          passkeys={passkeysWorkAt(consoleUrl())}
          actions={{ beginCodes, finishCodes, beginPasskey, finishPasskey }}
        />
      </AuthFrame>
    </I18nArea>
  )
}
