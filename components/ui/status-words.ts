import type { Messages } from '#lib/i18n/messages.ts'
import type { IconName } from './icon-names.ts'
import type { Tone } from './tone.ts'

/** The sixteen words every request, order and job is described with. */
export type StatusWord = keyof Messages['status']

/** Icon and colour of each word, the same everywhere. */
export const statusFaces: Record<StatusWord, { icon: IconName; tone: Tone }> = {
  draft: { icon: 'pencil-line', tone: 'neutral' },
  waitingForApproval: { icon: 'hourglass', tone: 'wait' },
  approved: { icon: 'stamp', tone: 'info' },
  sending: { icon: 'send', tone: 'info' },
  notKnown: { icon: 'circle-question-mark', tone: 'unknown' },
  waitingForPayment: { icon: 'wallet-cards', tone: 'wait' },
  paying: { icon: 'credit-card', tone: 'info' },
  inProgress: { icon: 'loader-circle', tone: 'info' },
  done: { icon: 'circle-check', tone: 'success' },
  partlyDone: { icon: 'circle-dot-dashed', tone: 'wait' },
  failed: { icon: 'circle-x', tone: 'danger' },
  rejected: { icon: 'ban', tone: 'danger' },
  withdrawn: { icon: 'undo-2', tone: 'neutral' },
  cancelled: { icon: 'circle-slash', tone: 'neutral' },
  expired: { icon: 'timer-off', tone: 'neutral' },
  needsAPerson: { icon: 'user-round-search', tone: 'danger' },
}
