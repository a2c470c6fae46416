'use client'

import { useRef, useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { buttonClass } from '#components/ui/button-class.ts'
import { Button } from '#components/ui/button.tsx'
import { ErrorSummary } from '#components/ui/error-summary.tsx'
import { inputClass } from '#components/ui/input-class.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { signInWithPassword } from './credentials.ts'
import { type DemoPerson, DemoPeople } from './demo-people.tsx'
import { PasswordField } from './password-field.tsx'

type Props = {
  /** Where to go afterwards: a path of this console. */
  next: string
  /** What went wrong before the page was shown, as a message key. */
  refusal?: string | undefined
  demo?: { people: readonly DemoPerson[]; password: string } | undefined
  /** The company's provider, where there is one. */
  company?: string | undefined
}

type Problems = { attempt: number; email?: string; password?: string; whole?: string | undefined }

export function SignInForm({ next, refusal, demo, company }: Props) {
  const t = useTranslations('auth')
  const words = useText()
  const form = useRef<HTMLFormElement>(null)
  const [problems, setProblems] = useState<Problems>({ attempt: 0, whole: refusal })
  const [isWorking, setWorking] = useState(false)

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isWorking) return
    const { email, password } = typedIn(event.currentTarget)
    const attempt = problems.attempt + 1
    if (email === '' || password === '') {
      setProblems({
        attempt,
        ...(email === '' && { email: t('emailMissing') }),
        ...(password === '' && { password: t('passwordMissing') }),
      })
      return
    }
    setWorking(true)
    const refused = await signInWithPassword(email, password)
    if (refused === undefined) {
      // The sign-in page leads on, or asks for the second factor.
      window.location.assign(`/sign-in?next=${encodeURIComponent(next)}`)
      return
    }
    setWorking(false)
    setProblems({ attempt, whole: refused })
  }

  const errors = [
    ...(problems.email ? [{ fieldId: 'email', message: problems.email }] : []),
    ...(problems.password ? [{ fieldId: 'password', message: problems.password }] : []),
  ]
  return (
    <>
      {/* Until the script runs, a submit goes to next-auth, which leads back here; never the password into the address. */}
      <form
        ref={form}
        method="post"
        action="/api/auth/callback/credentials"
        noValidate
        onSubmit={(event) => void submit(event)}
        className="flex flex-col gap-5"
      >
        <ErrorSummary errors={errors} message={problems.whole && words(problems.whole)} attempt={problems.attempt} />
        <FieldFrame id="email" label={t('email')} error={problems.email}>
          {(aria) => (
            <input
              {...aria}
              name="email"
              type="email"
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={254}
              className={inputClass}
            />
          )}
        </FieldFrame>
        <PasswordField error={problems.password} />
        <Button type="submit" variant="primary" loading={isWorking} className="h-10">
          {t('signIn')}
        </Button>
        <p className="text-s text-muted">{t('forgot')}</p>
      </form>
      {company !== undefined && (
        <a href={`/api/auth/company?next=${encodeURIComponent(next)}`} className={buttonClass('secondary', 'medium')}>
          {t('withCompany', { company })}
        </a>
      )}
      {demo && <DemoPeople {...demo} choose={(person) => fillIn(form.current, person.email, demo.password)} />}
    </>
  )
}

const typedIn = (form: HTMLFormElement) => ({
  email: boxOf(form, 'email')?.value.trim() ?? '',
  password: boxOf(form, 'password')?.value ?? '',
})

function fillIn(form: HTMLFormElement | null, email: string, password: string): void {
  for (const [name, value] of Object.entries({ email, password })) {
    const input = boxOf(form, name)
    if (input) input.value = value
  }
  form?.querySelector<HTMLButtonElement>('button[type="submit"]')?.focus()
}

const boxOf = (form: HTMLFormElement | null, name: string) =>
  form?.querySelector<HTMLInputElement>(`input[name="${name}"]`)
