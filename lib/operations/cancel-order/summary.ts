import type { SummaryRow } from '../kit.ts'
import { orderRows, originOf } from '../order-target.ts'
import type { Input } from './contract.ts'

/** The review, line by line: which order is given up. */
export const summarize = ({ target }: Input): SummaryRow[] => [
  ...orderRows(target),
  { step: 'consent', label: 'cancel-order.afterwards', words: 'cancel-order.thenNothing' },
]

/** What a reviewer must not overlook. */
export const warnings = ({ target }: Input): string[] => [
  'cancel-order.warning.final',
  target.isOurs ? 'cancel-order.warning.ours' : originOf(target),
]
