'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import type { SessionEnd } from '#lib/auth/my-sessions.ts'
import type { ActionResult } from '#lib/result.ts'
import type { PasskeyAnswer, PasskeyQuestion } from '#components/factors/passkey.ts'
import { answerConfirmations } from './confirming.ts'
import { IdleDialog } from './idle-dialog.tsx'
import { ProveDialog } from './prove-dialog.tsx'
import { useIdle } from './use-idle.ts'

export type SessionActions = {
  confirm: (input: { proof: string }) => Promise<ActionResult<unknown>>
  confirmPasskey: (input: { answer: PasskeyAnswer }) => Promise<ActionResult<unknown>>
  askPasskey: (input: Record<string, never>) => Promise<ActionResult<PasskeyQuestion>>
  stay: (input: Record<string, never>) => Promise<ActionResult<SessionEnd>>
}

type Props = { actions: SessionActions; leave: () => Promise<void> }

/** Asks who it is where an action demands it, and warns before a session ends. */
export function SessionWatch({ actions, leave }: Props) {
  const [settle, setSettle] = useState<(isProved: boolean) => void>()
  const router = useRouter()
  useEffect(() => {
    answerConfirmations({
      ask: () => new Promise<boolean>((resolve) => setSettle(() => resolve)),
      renew: () => router.refresh(),
    })
    return () => answerConfirmations(undefined)
  }, [router])
  const { warning, stay } = useIdle(actions.stay)
  const [isEndKnown, setEndKnown] = useState(false)
  const close = (isProved: boolean) => {
    settle?.(isProved)
    setSettle(undefined)
  }
  return (
    <>
      {settle !== undefined && <ProveDialog actions={actions} onClose={close} />}
      {warning && !(warning.isFinal && isEndKnown) && (
        <IdleDialog
          {...warning}
          onStay={warning.isFinal ? () => setEndKnown(true) : stay}
          onLeave={() => void leave()}
        />
      )}
    </>
  )
}
