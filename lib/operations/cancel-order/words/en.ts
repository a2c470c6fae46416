export const words = {
  /** At a field. */
  error: { consent: 'Say that you know: a cancelled order does not come back' },
  consent: 'I know that this order cannot be brought back',
  consentHelp: 'Whoever still wants what it was about has to order it again, at the price of that day.',
  reviewCallHelp:
    'This is what is signed and sent once a reviewer has approved it. Right before that, the order is read.',
  steps: { target: 'Order', consent: 'What it means' },
  afterwards: 'Afterwards',
  thenNothing: 'The order is cancelled. Nothing is paid and nothing is delivered.',
  warning: {
    final: 'A cancelled order does not come back: what it was about would have to be ordered again.',
    ours: 'It was ordered through this console: the request that made it ends as cancelled.',
  },
} as const
