import { useTranslations } from 'use-intl/react'
import type { IconName } from '#components/ui/icon-names.ts'
import { StatusMark } from '#components/ui/status-mark.tsx'
import type { Tone } from '#components/ui/tone.ts'
import type { AccountState } from '#lib/accounts/queries.ts'

const faces: Record<AccountState, { tone: Tone; icon: IconName }> = {
  active: { tone: 'success', icon: 'circle-check' },
  paused: { tone: 'wait', icon: 'hourglass' },
  refused: { tone: 'danger', icon: 'circle-x' },
  retired: { tone: 'neutral', icon: 'circle-slash' },
}

/** Whether the console works with the account. */
export function AccountStateMark({ state }: { state: AccountState }) {
  const t = useTranslations('accounts.state')
  return <StatusMark {...faces[state]}>{t(state)}</StatusMark>
}
