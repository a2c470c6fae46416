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
  const present = new Map((rows ?? base).map((row) => [rowId(row), row]))
  const settled = base.map((row): Settled<Row> => {
    const now = present.get(rowId(row))
    return now ? { ...now } : { ...row, hasLeft: true }
  })
  const ids = new Set(base.map(rowId))
  return {
    rows: settled,
    arrived: [...present.keys()].filter((id) => !ids.has(id)).length,
    left: settled.filter(({ hasLeft }) => hasLeft).length,
    show: () => rows && setShown({ listKey, rows }),
  }
}
