import type { ReactNode } from 'react'
import type { IconName } from '#components/ui/icon-names.ts'
import { StatusMark } from '#components/ui/status-mark.tsx'
import type { Tone } from '#components/ui/tone.ts'
import type { Retry } from '#lib/error-book/fact.ts'

const faces = {
  yes: { tone: 'success', icon: 'circle-check' },
  wait: { tone: 'wait', icon: 'hourglass' },
  look: { tone: 'unknown', icon: 'circle-question-mark' },
  no: { tone: 'neutral', icon: 'circle-slash' },
} as const satisfies Record<Retry, { tone: Tone; icon: IconName }>

/** Whether the same may be tried again, as icon, word and colour. */
export const RetryMark = ({ retry, children }: { retry: Retry; children: ReactNode }) => (
  <StatusMark {...faces[retry]}>{children}</StatusMark>
)
