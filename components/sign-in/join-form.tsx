'use client'

import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { inputClass } from '#components/ui/input-class.ts'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import { reach } from '#lib/reach.ts'
import type { ActionResult } from '#lib/result.ts'
import { signOut } from './credentials.ts'
import { PasswordField } from './password-field.tsx'

type Act<Input, Value> = (input: Input) => Promise<ActionResult<Value>>

type Props = {
  look: Act<{ token: string }, { email: string; name: string }>
  join: Act<{ token: string; password: string }, { email: string }>
  /** Who is signed in in this browser, if anybody. */
  signedInAs: string | undefined
}

type Found = { name: string; email: string } | { problem: string }

/** Says whose link it is, and lets them choose a password with it. */
export function JoinForm({ look, join, signedInAs }: Props) {
  const text = useText()
  const [token, found] = useLink(look)
  const [joined, setJoined] = useState<string>()
  if (joined !== undefined) return <Joined email={joined} signedInAs={signedInAs} />
  if (found === undefined) return <Spinner />
  if ('problem' in found)
    return (
      <Alert tone="danger" urgent>
        {text(found.problem)}
      </Alert>
    )
  return <Choose {...found} choose={(password) => join({ token, password })} onJoined={setJoined} />
}

/** The token behind the `#`, and whose it is; undefined until that is known. */
function useLink(look: Props['look']): [token: string, found: Found | undefined] {
  const token = useRef('')
  const [shown, setShown] = useState<{ token: string; found: Found }>()
  useEffect(() => {
    const take = async () => {
      const held = window.location.hash.slice(1)
      if (held !== '') token.current = held
      // Whoever looks over the shoulder, or into the history, finds no link that opens.
      window.history.replaceState(null, '', window.location.pathname)
      if (token.current === '') return setShown({ token: '', found: { problem: 'auth.linkAgain' } })
      const asked = token.current
      const result = await reach(look({ token: asked }))
      if (asked !== token.current) return
      const found = result.ok ? result.value : { problem: result.error.fields?.['token'] ?? result.error.message }
      setShown({ token: asked, found })
    }
    const again = () => void take()
    again()
    // A newer link that is opened in this tab loads no page.
    window.addEventListener('hashchange', again)
    return () => window.removeEventListener('hashchange', again)
  }, [look])
  return [shown?.token ?? '', shown?.found]
}

type ChooseProps = {
  name: string
  email: string
  choose: (password: string) => Promise<ActionResult<{ email: string }>>
  onJoined: (email: string) => void
}

function Choose({ name, email, choose, onJoined }: ChooseProps) {
  const t = useTranslations('auth')
  const text = useText()
  const form = useRef<HTMLFormElement>(null)
  const [failure, setFailure] = useState<{ field?: string; whole?: string }>({})
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    if (failure.field !== undefined) form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus()
  }, [failure])
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const password = event.currentTarget.querySelector<HTMLInputElement>('input[name="password"]')?.value ?? ''
    setBusy(true)
    const result = await reach(choose(password))
    setBusy(false)
    if (result.ok) return onJoined(result.value.email)
    const { message, fields } = result.error
    const field = fields?.['password']
    setFailure(field === undefined ? { whole: text(fields?.['token'] ?? message) } : { field: text(field) })
  }
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      {failure.whole !== undefined && (
        <Alert tone="danger" urgent>
          {failure.whole}
        </Alert>
      )}
      {/* A field, so that password managers keep the two together. */}
      <FieldFrame id="email" label={t('email')} help={name} error={undefined}>
        {(aria) => (
          <input
            {...aria}
            name="email"
            type="email"
            readOnly
            value={email}
            autoComplete="username"
            className={inputClass}
          />
        )}
      </FieldFrame>
      <PasswordField isNew error={failure.field} help={t('newPasswordHelp')} />
      <Button type="submit" variant="primary" loading={isBusy} className="h-10">
        {t('choosePassword')}
      </Button>
    </form>
  )
}

function Joined({ email, signedInAs }: { email: string; signedInAs: string | undefined }) {
  const t = useTranslations('auth')
  const isSomebodyElse = signedInAs !== undefined && signedInAs !== email
  return (
    <>
      <Alert tone="success" urgent>
        {t('joined', { email })}
      </Alert>
      {isSomebodyElse ? (
        <>
          <p>{t('joinedElsewhere', { email: signedInAs })}</p>
          <Button variant="primary" onClick={() => void signOut()}>
            {t('signOutFirst')}
          </Button>
        </>
      ) : (
        <LinkButton href="/sign-in" variant="primary">
          {t('signIn')}
        </LinkButton>
      )}
    </>
  )
}
