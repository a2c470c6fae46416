/** The cloud's order statuses (billing.md §2) by the group a list can be narrowed to. */
export const orderGroups = {
  unpaid: [6],
  review: [1],
  processing: [3, 9, 10, 11, 12, 13],
  completed: [5],
  cancelled: [4],
  refund: [2],
} as const
export type OrderGroup = keyof typeof orderGroups
export const orderGroupNames = [
  'unpaid',
  'review',
  'processing',
  'completed',
  'cancelled',
  'refund',
] as const satisfies readonly OrderGroup[]

/** The cloud's order types (billing.md §2) by the word a list can be narrowed to. */
export const orderTypeWords = {
  buy: 1,
  renew: 2,
  change: 3,
  unsubscribe: 4,
  to_on_demand: 10,
  to_periodic: 11,
  trial: 13,
  trial_to_commercial: 14,
  adjustment: 15,
} as const
export type OrderTypeWord = keyof typeof orderTypeWords

/** Stands for all types but unsubscriptions, which give money back: what is counted as spent. */
export const spentTypes = 'spent'

/** Types of orders that a person made. Refunds and fees are orders that the cloud makes itself; so may a renewal be. */
const made = [
  'buy',
  'change',
  'to_periodic',
  'trial',
  'trial_to_commercial',
] as const satisfies readonly OrderTypeWord[]

/** Whether somebody bought it past this console. */
export const isBoughtElsewhere = ({ request, orderType }: { request: object | null; orderType: number }): boolean =>
  request === null && made.some((word) => orderTypeWords[word] === orderType)
