import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { AuthFrame } from '#components/sign-in/auth-frame.tsx'
import { FactorStep } from '#components/sign-in/factor-step.tsx'
import { SignInForm } from '#components/sign-in/sign-in-form.tsx'
import { demoPassword, demoPeople } from '#lib/auth/demo-people.ts'
import { waysToProve } from '#lib/auth/factors.ts'
import { safeNextPath } from '#lib/auth/next-path.ts'
import { anybodysContext, begunSession } from '#lib/auth/session.ts'
import type { LiveSession } from '#lib/auth/sessions.ts'
import { env } from '#lib/env.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'
import { askPasskey, prove, provePasskey } from './actions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth')
  return { title: t('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { next, error, csrf } = await searchParams
  const destination = safeNextPath(next)
  const session = await begunSession(true)
  if (session?.needs === null) redirect(destination)
  if (session?.needs === 'enrolment') redirect(`/sign-in/set-up?next=${encodeURIComponent(destination)}`)
  const { locale } = await getI18n()
  return (
    <I18nArea locale={locale} messages={messagesOf(locale, ['auth', 'session'])}>
      {session ? (
        <SecondStep session={session} next={destination} />
      ) : (
        <FirstStep next={destination} refusal={refusalOf(error, csrf)} />
      )}
    </I18nArea>
  )
}

async function FirstStep({ next, refusal }: { next: string; refusal: string | undefined }) {
  const t = await getTranslations('auth')
  const { COUNTERSIGN_DEMO, COUNTERSIGN_OIDC_ISSUER, COUNTERSIGN_OIDC_NAME } = env()
  const demo = COUNTERSIGN_DEMO === '1' ? { people: demoPeople, password: demoPassword } : undefined
  const company = COUNTERSIGN_OIDC_ISSUER === '' ? undefined : COUNTERSIGN_OIDC_NAME || 'OpenID Connect'
  return (
    <AuthFrame title={t('title')} text={t('promise')}>
      <SignInForm next={next} refusal={refusal} demo={demo} company={company} />
    </AuthFrame>
  )
}

/** The password was right; what is missing is a second factor. */
async function SecondStep({ session, next }: { session: LiveSession; next: string }) {
  const [t, { passkey }] = await Promise.all([
    getTranslations('session'),
    waysToProve({ ...anybodysContext(), actor: session.actor }),
  ])
  return (
    <AuthFrame title={t('factorTitle')} text={t('factorText')}>
      <FactorStep next={next} hasPasskey={passkey} actions={{ prove, provePasskey, askPasskey }} />
    </AuthFrame>
  )
}

/** Only our own words: what somebody writes into the address is not shown. */
function refusalOf(error: unknown, csrf: unknown): string | undefined {
  if (csrf !== undefined) return 'auth.signInAgain'
  if (typeof error !== 'string') return undefined
  return /^auth\.(?:wrongSignIn|busy|company\w{1,20}|tooMany(?:Attempts|FromAddress)\|\{"minutes":\d{1,2}\})$/.test(
    error,
  )
    ? error
    : 'auth.wrongSignIn'
}
