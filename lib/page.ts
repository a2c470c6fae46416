/** Rows of a list in one answer. */
export const pageSize = 50

/** Where rows must be counted one by one, a list counts no further than this, and then says "more than". */
export const countMax = 10_000

/** A part of a list: older than the cursor `after`, or newer than `before`; the newest rows when neither is given. */
export type Window = { after?: string | undefined; before?: string | undefined }
export type Total = { count: number; isExact: boolean }

/** `size` is how many rows, `counted` what the list was counted to for an earlier window: then it is not counted anew. */
export type SizedWindow = Window & { size?: number; counted?: Total }

/**
 * When the mirrored data was last read from the cloud (ISO), and why it could not be since: a code and the cloud's words. `failed`
 * is the account of which that is, with when it was last read; `stopped` one of which nothing is read until an owner starts it again.
 * `isPartly`: `at` is null, and some of it was read all the same.
 */
export type Freshness = {
  at: string | null
  failedAt: string | null
  failure: string | null
  isPartly?: true
  failed?: { account: string; at: string | null }
  stopped?: { account: string; state: 'refused' | 'paused'; reason: string | null }
}

/** An account of which nothing was read yet; `failure` is why, where that was tried: a code and the cloud's words. */
export type UnreadAccount = { id: string; name: string; region: string; isStopped: boolean; failure: string | null }

/** Whether the mirror is older than it should be. */
export const isStale = ({ failedAt, stopped }: Freshness): boolean => failedAt !== null || stopped !== undefined

export type RowsPage<Row, Counted extends Total | null = Total> = {
  rows: Row[]
  /** Cursor for `before`, null on the first page. */
  newer: string | null
  /** Cursor for `after`, null on the last page. */
  older: string | null
  total: Counted
  asOf: Freshness
}

/** A page that does not wait until all that fit are counted: `total` is null where that is asked for apart. */
export type UncountedPage<Row> = RowsPage<Row, Total | null>

const newest = { after: undefined, before: undefined }

/** How a list of resources can be sorted; a minus turns it round. Newest first unless asked otherwise. */
export const resourceSorts = ['-created', 'created', 'name', '-name'] as const
export type ResourceSort = (typeof resourceSorts)[number]

const defaults = new Set<unknown>(['', 'all', 'anyone', '-created', '-ordered', '-started', '-at'])

/**
 * The address of a list narrowed by `filter` with `changes`: what is as it always is stays out. A change of filter goes back to the newest rows.
 */
export function listHref(
  path: string,
  filter: Record<string, string | undefined>,
  changes: Record<string, string | undefined> = {},
): string {
  const isTurning = Object.keys(changes).length === 0 || 'after' in changes || 'before' in changes
  const wanted: typeof filter = { ...filter, ...(!isTurning && newest), ...changes }
  const kept = Object.entries(wanted).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !defaults.has(entry[1]),
  )
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`
}
