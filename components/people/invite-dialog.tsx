'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useId, useRef, useState, type SubmitEvent } from 'react'
import { useTranslations } from 'use-intl/react'
import { FieldFrame } from '#components/form/field-frame.tsx'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { inputClass } from '#components/ui/input-class.ts'
import { confirming } from '#components/session/confirming.ts'
import { useToast } from '#components/ui/toast.tsx'
import type { Role } from '#lib/auth/permissions.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { People } from '#lib/people/list.ts'
import type { PeopleActions } from './people-actions.ts'
import { PlainField } from './plain-field.tsx'
import { RoleBoxes } from './role-boxes.tsx'

type Props = {
  accounts: People['accounts']
  invite: PeopleActions['invite']
  onClose: () => void
  onToken: (token: string) => void
}

type Failure = { message: string; fields?: Record<string, string> | undefined }

/** Asks who, on which account, in which roles; the link is shown afterwards. */
export function InviteDialog({ accounts, invite, onClose, onToken }: Props) {
  const t = useTranslations('people')
  const text = useText()
  const toast = useToast()
  const router = useRouter()
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [accountId, setAccountId] = useState(accounts[0]?.id ?? '')
  const [roles, setRoles] = useState<Role[]>([])
  const [failure, setFailure] = useState<Failure>()
  const [isBusy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input')?.focus()
  }, [failure])
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    const result = await confirming(() => invite({ email: email.trim(), name, accountId, roles }))
    setBusy(false)
    if (!result.ok) return setFailure(result.error)
    router.refresh()
    const { asked, token } = result.value
    // Somebody whom the console knows already gets no link.
    if (asked) toast({ tone: 'info', title: t('asked') })
    else if (token === undefined) toast({ tone: 'success', title: t('given') })
    if (token !== undefined) onToken(token)
    onClose()
  }
  const errorOf = (field: string) => {
    const message = failure?.fields?.[field]
    return message === undefined ? undefined : text(message)
  }
  const toggle = (role: Role, isHeld: boolean) =>
    setRoles((held) => (isHeld ? [...held, role] : held.filter((each) => each !== role)))
  return (
    <Dialog open onClose={onClose} role="alertdialog" title={t('invite')} description={t('inviteText')}>
      <form ref={form} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        {failure && !failure.fields && (
          <Alert tone="danger" urgent>
            {text(failure.message)}
          </Alert>
        )}
        <PlainField
          label={t('email')}
          type="email"
          value={email}
          max={254}
          error={errorOf('email')}
          onChange={setEmail}
        />
        <PlainField label={t('name')} value={name} max={120} error={errorOf('name')} onChange={setName} />
        <AccountField accounts={accounts} value={accountId} onChange={setAccountId} />
        <RoleBoxes legend={t('roles')} held={roles} error={errorOf('roles')} onChange={toggle} />
        <div className="flex flex-wrap justify-end gap-2 border-t border-line pt-4">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" loading={isBusy}>
            {t('makeLink')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type AccountProps = { accounts: People['accounts']; value: string; onChange: (id: string) => void }

function AccountField({ accounts, value, onChange }: AccountProps) {
  const t = useTranslations('people')
  const id = useId()
  return (
    <FieldFrame id={id} label={t('account')} error={undefined}>
      {(aria) => (
        <select {...aria} value={value} onChange={(event) => onChange(event.target.value)} className={inputClass}>
          {accounts.map((account) => (
            <option key={account.id} value={account.id}>
              {account.name}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  )
}
