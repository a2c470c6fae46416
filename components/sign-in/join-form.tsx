'use client'

import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { useText } from '#lib/i18n/use-text.ts'
import type { ActionResult } from '#lib/result.ts'
import { PasswordField } from './password-field.tsx'

type Props = { join: (input: { token: string; password: string }) => Promise<ActionResult<{ email: string }>> }

/** Chooses a password with a link. */
export function JoinForm({ join }: Props) {
  const t = useTranslations('auth')
  const text = useText()
  const token = useRef('')
  const [failure, setFailure] = useState<{ field?: string | undefined; whole?: string }>({})
  const [email, setEmail] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  useEffect(() => {
    token.current = window.location.hash.slice(1)
    // Whoever looks over the shoulder, or into the history, finds no link that opens.
    window.history.replaceState(null, '', window.location.pathname)
  }, [])
  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (isBusy) return
    const password = event.currentTarget.querySelector<HTMLInputElement>('input[name="password"]')?.value ?? ''
    setBusy(true)
    const result = await join({ token: token.current, password })
    setBusy(false)
    if (result.ok) return setEmail(result.value.email)
    const { message, fields } = result.error
    const field = fields?.['password']
    setFailure(field === undefined ? { whole: text(fields?.['token'] ?? message) } : { field: text(field) })
  }
  if (email !== undefined)
    return (
      <>
        <Alert tone="success" urgent>
          {t('joined', { email })}
        </Alert>
        <LinkButton href="/sign-in" variant="primary">
          {t('signIn')}
        </LinkButton>
      </>
    )
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
      {failure.whole !== undefined && (
        <Alert tone="danger" urgent>
          {failure.whole}
        </Alert>
      )}
      <PasswordField isNew error={failure.field} help={t('newPasswordHelp')} />
      <Button type="submit" variant="primary" loading={isBusy} className="h-10">
        {t('choosePassword')}
      </Button>
    </form>
  )
}
