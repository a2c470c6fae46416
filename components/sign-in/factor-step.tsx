'use client'

import { useTranslations } from 'use-intl/react'
import { AddFactor } from '#components/factors/add-factor.tsx'
import type { EnrolActions } from '#components/factors/enrol-actions.ts'
import { answerPasskey, type PasskeyAnswer, type PasskeyQuestion } from '#components/factors/passkey.ts'
import { useProof } from '#components/factors/use-proof.ts'
import { ProofField } from '#components/factors/proof-field.tsx'
import { Button } from '#components/ui/button.tsx'
import type { ActionResult } from '#lib/result.ts'
import { signOut } from './credentials.ts'

type ProveActions = {
  prove: (input: { proof: string }) => Promise<ActionResult<unknown>>
  provePasskey: (input: { answer: PasskeyAnswer }) => Promise<ActionResult<unknown>>
  askPasskey: (input: Record<string, never>) => Promise<ActionResult<PasskeyQuestion>>
}

type Props = { next: string; hasPasskey: boolean; actions: ProveActions }

/** The second step of the sign-in: a code, or a passkey. */
export function FactorStep({ next, hasPasskey, actions }: Props) {
  const t = useTranslations('session')
  const { proof, setProof, failure, isBusy, settle, submit } = useProof(() => window.location.assign(next))
  return (
    <form onSubmit={(event) => submit(event, actions.prove)} noValidate className="flex flex-col gap-5">
      <ProofField kind="code" value={proof} error={failure} onChange={setProof} />
      <Button type="submit" variant="primary" loading={isBusy} className="h-10">
        {t('prove')}
      </Button>
      {hasPasskey && (
        <Button
          icon="key-round"
          loading={isBusy}
          onClick={() => void settle(() => answerPasskey(actions.askPasskey, actions.provePasskey))}
        >
          {t('passkey')}
        </Button>
      )}
      <p className="text-muted">{t('lostBoth')}</p>
      <SomebodyElse />
    </form>
  )
}

/** Where a second factor is required and the person has none: nothing else before it. */
export function EnrolStep({ next, passkeys, actions }: { next: string; passkeys: boolean; actions: EnrolActions }) {
  return (
    <div className="flex flex-col gap-5">
      <AddFactor actions={actions} passkeys={passkeys} onDone={() => window.location.assign(next)} />
      <SomebodyElse />
    </div>
  )
}

function SomebodyElse() {
  const t = useTranslations('session')
  return (
    <Button variant="quiet" onClick={() => void signOut()}>
      {t('somebodyElse')}
    </Button>
  )
}
