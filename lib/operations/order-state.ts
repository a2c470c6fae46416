import type { StateOf } from './resource-state.ts'

/** Statuses that leave nothing to pay or to cancel, and why, in words. */
const others = new Set([1, 2, 3, 4, 5, 9, 10, 11, 12, 13])

/** Why an order can be neither paid nor cancelled, a message key; undefined for an unpaid one (billing.md §3.4, §3.5). */
export function unlessUnpaid({ status }: Pick<StateOf<'order'>, 'status'>): string | undefined {
  if (status === 6) return undefined
  const name = others.has(status) ? `s${status}` : 'other'
  return `operations.cannot.order.${name}`
}
