import type { DeepPartial } from '../kit.ts'
import type { Change, Input } from './contract.ts'

// What forms and lists need before the schema is loaded.

export const ways = ['resize', 'expand', 'period', 'host'] as const
export type Way = (typeof ways)[number]

/** GB after the growth; the calls take 10 to 32760 in steps of 10 (workspace.md §2.1). */
export const diskSizes = { min: 10, max: 32_760, step: 10 } as const

const termsMax = { month: 9, year: 3 } as const
export const termCountMax = (unit: 'month' | 'year'): number => termsMax[unit]

/** What decides between the calls. */
export type Routed = { target: Pick<Input['target'], 'billing'>; change: Pick<Change, 'way'> }

/** Whether the cloud answers with an order: not for the size of what is paid as it is used (workspace.md §1.2). */
export const hasOrder = ({ target, change }: Routed): boolean =>
  target.billing === 'prepaid' || change.way === 'period' || change.way === 'host'

/** Which of the calls it becomes, and so how it is paid. */
export function routeOf(routed: Routed): 'term' | 'order' | 'atOnce' {
  if (routed.change.way === 'period') return 'term'
  return hasOrder(routed) ? 'order' : 'atOnce'
}

/** The fields of a way as they open: what costs money is left to be chosen. `productId` is what the desktop is now. */
export function startOf(way: Way | undefined, productId: string | undefined): DeepPartial<Change> {
  switch (way) {
    case 'period':
      return { way, unit: 'month', count: 1, autoRenew: false }
    case 'host':
      return { way, productId }
    default:
      return { way }
  }
}
