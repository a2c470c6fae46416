import type { ReactNode } from 'react'

/** One column, as data of the page. */
export type Column<Row> = {
  id: string
  /** Words at the head of the column and, on a phone, beside the value. */
  header: string
  cell: (row: Row) => ReactNode
  /** `end` for money and counts, so that digits stand under each other. */
  align?: 'start' | 'end'
  /** The ways in which the server can sort by it, the first of them first; `true` = up, then down. */
  sortable?: boolean | readonly Sort['direction'][]
  /** The class of a width (`w-48`); the rest share what is left. */
  width?: string
  /** Offered, but shown only to whoever chooses it. */
  isExtra?: boolean
  /** Left out while the table is squeezed beside an open row, which says it, too. */
  isSpare?: boolean
  /** Stays in view at the end of the row while the others scroll: what can be done with the row. */
  isPinned?: boolean
}

export type Sort = { column: string; direction: 'ascending' | 'descending' }

const bothWays = ['ascending', 'descending'] as const

/** What the head of a column leads to: the first of its ways, or the next where it is sorted already. */
export function nextSort(
  { id, sortable = true }: Pick<Column<never>, 'id' | 'sortable'>,
  current: Sort | undefined,
): Sort {
  const ways = typeof sortable === 'boolean' ? bothWays : sortable
  const here = current?.column === id ? ways.indexOf(current.direction) : -1
  return { column: id, direction: ways[(here + 1) % ways.length] ?? 'ascending' }
}

/** Of a text that gives way, with an ellipsis, before its table scrolls sideways; the column's `width` is what it would like. */
export const shrinking = 'block sm:min-w-26 sm:truncate sm:contain-inline-size'
