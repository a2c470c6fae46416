/** What a colour means; nothing else is coloured. */
export type Tone = 'neutral' | 'info' | 'wait' | 'unknown' | 'success' | 'danger'

export const toneText: Record<Tone, string> = {
  neutral: 'text-neutral',
  info: 'text-info',
  wait: 'text-wait',
  unknown: 'text-unknown',
  success: 'text-success',
  danger: 'text-danger',
}

export const toneFill: Record<Tone, string> = {
  neutral: 'bg-neutral-soft text-neutral',
  info: 'bg-info-soft text-info',
  wait: 'bg-wait-soft text-wait',
  unknown: 'bg-unknown-soft text-unknown',
  success: 'bg-success-soft text-success',
  danger: 'bg-danger-soft text-danger',
}
