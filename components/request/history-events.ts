import type { IconName } from '#components/ui/icon-names.ts'
import type { Tone } from '#components/ui/tone.ts'
import type { RequestEvent, RequestState } from '#lib/requests/machine.ts'

type Happened = RequestEvent | 'submit' | 'comment' | 'progress' | 'readOrder' | 'lateAnswer'

const info = (icon: IconName) => ({ tone: 'info', icon }) as const
const good = (icon: IconName) => ({ tone: 'success', icon }) as const
const bad = (icon: IconName) => ({ tone: 'danger', icon }) as const
const wait = (icon: IconName) => ({ tone: 'wait', icon }) as const
const quiet = (icon: IconName) => ({ tone: 'neutral', icon }) as const
const unknown = { tone: 'unknown', icon: 'circle-question-mark' } as const

const faces: Record<Happened, { tone: Tone; icon: IconName }> = {
  submit: info('pencil-line'),
  approve: good('stamp'),
  reject: bad('ban'),
  withdraw: quiet('undo-2'),
  expire: quiet('timer-off'),
  claim: quiet('workflow'),
  release: wait('hourglass'),
  hold: wait('hourglass'),
  resubmit: info('pencil-line'),
  send: info('send'),
  takeOn: info('receipt-text'),
  accept: good('check'),
  start: good('check'),
  refuse: bad('circle-x'),
  unsend: quiet('undo-2'),
  loseAnswer: unknown,
  find: good('search'),
  findStarted: good('search'),
  ruleOut: wait('search'),
  escalate: bad('user-round-search'),
  close: bad('circle-x'),
  findLate: bad('triangle-exclamation-point'),
  adopt: info('check'),
  disown: wait('user-round-search'),
  readOrder: quiet('search'),
  pay: info('credit-card'),
  findPaid: good('wallet-cards'),
  holdPayment: wait('hourglass'),
  cancel: quiet('circle-slash'),
  findCancelled: quiet('circle-slash'),
  retryPayment: info('refresh-cw'),
  acceptPayment: good('wallet-cards'),
  refusePayment: bad('circle-x'),
  losePayment: unknown,
  findUnpaid: wait('wallet-cards'),
  provision: info('server'),
  progress: info('workflow'),
  lateAnswer: wait('search'),
  finish: good('circle-check'),
  finishPartly: wait('circle-dot-dashed'),
  failDelivery: bad('circle-x'),
  confirmCancel: quiet('circle-slash'),
  refuseCancel: wait('triangle-exclamation-point'),
  comment: quiet('circle-user-round'),
}

/** The event if the timeline has words for it. */
export const knownEvent = (event: string): Happened | undefined => (isKnown(event) ? event : undefined)

const isKnown = (event: string): event is Happened => Object.hasOwn(faces, event)

export const eventFace = (event: string): { tone: Tone; icon: IconName } =>
  isKnown(event) ? faces[event] : quiet('info')

const withOrder = ['approve', 'send', 'accept', 'pay', 'finish'] as const
const withoutOrder = ['approve', 'send', 'begin', 'carryOut'] as const
type Step = (typeof withOrder)[number] | (typeof withoutOrder)[number]

/** The event that each step is drawn as. */
const eventOf: Partial<Record<Step, Happened>> = { begin: 'start', carryOut: 'finish' }

const nextStep: Partial<Record<RequestState, (typeof withOrder)[number]>> = {
  awaiting_approval: 'approve',
  approved: 'send',
  claimed: 'send',
  sending: 'accept',
  not_known: 'accept',
  ordered: 'pay',
  paying: 'finish',
  payment_not_known: 'finish',
  paid: 'finish',
  provisioning: 'finish',
}

/** What is still to come if all goes well; nothing where a person must decide first or all is over. */
export function expectedAfter(
  state: RequestState,
  { hasOrder }: { hasOrder: boolean },
): { step: Step; event: string }[] {
  const next = nextStep[state]
  if (!next) return []
  const to = { approve: 'approve', send: 'send', accept: 'begin', pay: 'carryOut', finish: 'carryOut' } as const
  const steps: readonly Step[] = hasOrder ? withOrder : withoutOrder
  return steps.slice(steps.indexOf(hasOrder ? next : to[next])).map((step) => ({ step, event: eventOf[step] ?? step }))
}
