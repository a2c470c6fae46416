import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { Brand } from '#components/shell/brand.tsx'
import { LanguageToggle } from '#components/shell/language-toggle.tsx'
import { ThemeToggle } from '#components/shell/theme-toggle.tsx'
import { chooseTheme, themeCookie } from '#components/shell/theme.ts'
import { SignInForm } from '#components/sign-in/sign-in-form.tsx'
import { demoPassword, demoPeople } from '#lib/auth/demo-people.ts'
import { safeNextPath } from '#lib/auth/next-path.ts'
import { currentSession } from '#lib/auth/session.ts'
import { env } from '#lib/env.ts'
import { I18nArea } from '#lib/i18n/provider.tsx'
import { getI18n, getTranslations } from '#lib/i18n/server.ts'
import { messagesOf } from '#lib/i18n/translator.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('auth')
  return { title: t('title') }
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { next, error, csrf } = await searchParams
  const destination = safeNextPath(next)
  if (await currentSession()) redirect(destination)
  const [t, { locale }, jar] = await Promise.all([getTranslations('auth'), getI18n(), cookies()])
  const demo = env().COUNTERSIGN_DEMO === '1' ? { people: demoPeople, password: demoPassword } : undefined
  return (
    <I18nArea locale={locale} messages={messagesOf(locale, ['auth'])}>
      <div className="flex min-h-dvh flex-col">
        <header className="flex items-center justify-between px-4 py-3 sm:px-6">
          <Brand />
          <div className="flex">
            <LanguageToggle />
            <ThemeToggle theme={chooseTheme(jar.get(themeCookie)?.value)} />
          </div>
        </header>
        <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center gap-6 px-4 pb-16">
          <div>
            <h1 className="text-xl font-strong tracking-tight">{t('title')}</h1>
            <p className="mt-1 text-l text-muted">{t('promise')}</p>
          </div>
          <div className="flex flex-col gap-6 rounded-l border border-line bg-surface p-5 sm:p-6">
            <SignInForm next={destination} refusal={refusalOf(error, csrf)} demo={demo} />
          </div>
        </main>
      </div>
    </I18nArea>
  )
}

/** Only our own words: what somebody writes into the address is not shown. */
function refusalOf(error: unknown, csrf: unknown): string | undefined {
  if (csrf !== undefined) return 'auth.signInAgain'
  if (typeof error !== 'string') return undefined
  return /^auth\.(?:wrongSignIn|tooManyAttempts\|\{"minutes":\d{1,2}\})$/.test(error) ? error : 'auth.wrongSignIn'
}
