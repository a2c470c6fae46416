import { useState } from 'react'

/** A row as the list shows it; `hasLeft` when the list no longer has it. */
export type Settled<Row> = Row & { hasLeft?: boolean }

/**
 * Keeps rows where they are while they are looked at: known ones are updated in place, new ones wait until `show`, and
 * those that left stay, marked. Another `listKey` (filter, page) starts over. An empty list takes what comes.
 */
export function useSettledRows<Row>(rows: readonly Row[] | undefined, rowId: (row: Row) => string, listKey: string) {
  const [shown, setShown] = useState<{ listKey: string; rows: readonly Row[] }>({ listKey, rows: rows ?? [] })
  const isFresh = rows !== undefined && (shown.listKey !== listKey || (shown.rows.length === 0 && rows.length > 0))
  if (isFresh) setShown({ listKey, rows })
  const base = isFresh ? rows : shown.rows
  return { ...settle(base, rows ?? base, rowId), show: () => rows && setShown({ listKey, rows }) }
}

/** What stays of `shown` now that the list is `now`: updated in place, marked where gone; and how many are new. */
export function settle<Row>(shown: readonly Row[], now: readonly Row[], rowId: (row: Row) => string) {
  const present = new Map(now.map((row) => [rowId(row), row]))
  const ids = new Set(shown.map(rowId))
  const rows = shown.map((row): Settled<Row> => {
    const found = present.get(rowId(row))
    return found ?? { ...row, hasLeft: true }
  })
  return {
    rows,
    arrived: [...present.keys()].filter((id) => !ids.has(id)).length,
    left: rows.filter(({ hasLeft }) => hasLeft).length,
  }
}
