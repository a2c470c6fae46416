import { partialMatchKey, type QueryClient, type QueryKey } from '@tanstack/react-query'
import type { JobRow } from '#lib/jobs/queries.ts'
import type { LiveRows } from '#lib/live/event.ts'
import type { OrderRow } from '#lib/orders/queries.ts'

type Listed = OrderRow | JobRow

const listOf = { order: 'orders', job: 'jobs' } as const

/** Whether a read is a list of such rows; beside the orders stands what they paid for, which is another list. */
export const shows = ([of, what, filter]: QueryKey, { topic }: LiveRows): boolean =>
  of === listOf[topic] && what === 'list' && typeof filter === 'object'

/** Whether to read all that begins with `key` reads such lists. */
export const readsLists = (key: QueryKey, { topic }: LiveRows): boolean => partialMatchKey([listOf[topic], 'list'], key)

/**
 * Puts rows into the lists that show them. That reads nothing: a list stays as old as it was, and one that waits to be read
 * again waits on. One that could not be read keeps saying so.
 */
export function putIntoLists(client: QueryClient, rows: LiveRows): void {
  for (const list of client.getQueryCache().findAll({ predicate: ({ queryKey }) => shows(queryKey, rows) })) {
    const { dataUpdatedAt: updatedAt, isInvalidated, status } = list.state
    const page = client.getQueryData<{ rows: Listed[] }>(list.queryKey)
    const now = page && putRows(page, rows)
    if (now === undefined || status === 'error') continue
    client.setQueryData(list.queryKey, now, { updatedAt })
    if (isInvalidated) list.invalidate()
  }
}

/** The list with the rows that it has as they are now, each in its place; undefined where it has none of them. */
export function putRows<Page extends { rows: Listed[] }>(page: Page, { rows }: LiveRows): Page | undefined {
  const now = new Map<string, Listed>(rows.map((row) => [idOf(row), row]))
  if (!page.rows.some((row) => now.has(idOf(row)))) return undefined
  // A list reads on from the keys of its own order.
  return { ...page, rows: page.rows.map((row) => ({ ...(now.get(idOf(row)) ?? row), key: row.key })) }
}

const idOf = (row: Listed): string =>
  `${row.account.id} ${'jobId' in row ? `${row.service} ${row.jobId}` : row.orderId}`
