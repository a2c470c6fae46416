'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl/react'
import { Alert } from '#components/ui/alert.tsx'
import { Button } from '#components/ui/button.tsx'
import { confirming } from '#components/session/confirming.ts'
import { browserOf } from '#components/people/browser-of.ts'
import { useText } from '#lib/i18n/use-text.ts'
import { AppCodes, type BegunApp } from './app-codes.tsx'
import type { EnrolActions } from './enrol-actions.ts'
import { makePasskey } from './passkey.ts'
import { RecoveryCodes } from './recovery-codes.tsx'

type Props = {
  actions: EnrolActions
  /** Whether browsers make passkeys for the console's address. */
  passkeys: boolean
  /** When all is done, recovery codes included. */
  onDone: () => void
}

/** Sets up an authenticator app or a passkey; the first comes with recovery codes, which are shown before anything else. */
export function AddFactor({ actions, passkeys, onDone }: Props) {
  const t = useTranslations('factors')
  const text = useText()
  const [app, setApp] = useState<BegunApp>()
  const [codes, setCodes] = useState<string[]>()
  const [failure, setFailure] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const finish = ({ recoveryCodes }: { recoveryCodes: string[] }) =>
    recoveryCodes.length > 0 ? setCodes(recoveryCodes) : onDone()
  const beginApp = async () => {
    setBusy(true)
    const begun = await confirming(() => actions.beginCodes({}))
    setBusy(false)
    if (begun.ok) setApp(begun.value)
    else setFailure(text(begun.error.message))
  }
  const addPasskey = async () => {
    setBusy(true)
    // Told apart by where they were made; the browser asks no name.
    const name = [t('passkeyName'), browserOf(navigator.userAgent)].filter(Boolean).join(', ')
    const made = await makePasskey(
      (input) => confirming(() => actions.beginPasskey(input)),
      ({ answer }) => actions.finishPasskey({ name, answer }),
    )
    setBusy(false)
    if (made.ok) finish(made.value)
    else setFailure(text(made.error.message))
  }
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />
  if (app) return <AppCodes app={app} finish={actions.finishCodes} onDone={finish} />
  return (
    <div className="flex flex-col gap-4">
      {failure !== undefined && (
        <Alert tone="danger" urgent>
          {failure}
        </Alert>
      )}
      <Choice title={t('app')} help={t('appHelp')}>
        <Button variant="primary" icon="smartphone" loading={isBusy} onClick={() => void beginApp()}>
          {t('addApp')}
        </Button>
      </Choice>
      <Choice title={t('passkey')} help={t('passkeyHelp')}>
        <Button
          icon="key-round"
          loading={isBusy}
          disabledReason={passkeys ? undefined : t('passkeysNeedName')}
          onClick={() => void addPasskey()}
        >
          {t('addPasskey')}
        </Button>
      </Choice>
    </div>
  )
}

function Choice({ title, help, children }: { title: string; help: string; children: ReactNode }) {
  return (
    <div className="flex flex-col items-start gap-2">
      <p className="font-strong">{title}</p>
      <p className="text-muted">{help}</p>
      {children}
    </div>
  )
}
