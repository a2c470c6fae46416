import type { IconName } from '#components/ui/icon-names.ts'
import type { Tone } from '#components/ui/tone.ts'

/** What a state of a phone server or phone looks like. */
export type Face = { icon: IconName; tone: Tone }

export const working: Face = { icon: 'loader-circle', tone: 'info' }
export const good: Face = { icon: 'circle-check', tone: 'success' }
export const off: Face = { icon: 'circle-slash', tone: 'neutral' }
export const broken: Face = { icon: 'circle-x', tone: 'danger' }
export const frozen: Face = { icon: 'lock-keyhole', tone: 'wait' }
export const odd: Face = { icon: 'circle-question-mark', tone: 'unknown' }
