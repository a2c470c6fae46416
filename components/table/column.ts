import type { ReactNode } from 'react'

/** One column, as data of the page. */
export type Column<Row> = {
  id: string
  /** Words at the head of the column and, on a phone, beside the value. */
  header: string
  cell: (row: Row) => ReactNode
  /** `end` for money and counts, so that digits stand under each other. */
  align?: 'start' | 'end'
  /** Whether the server can sort by it. */
  sortable?: boolean
  /** A width as CSS (`12rem`); the rest share what is left. */
  width?: string
  /** Offered, but shown only to whoever chooses it. */
  isExtra?: boolean
  /** Stays in view at the end of the row while the others scroll: what can be done with the row. */
  isPinned?: boolean
}

export type Sort = { column: string; direction: 'ascending' | 'descending' }

/** What the head of a column leads to: the other direction where it is sorted, otherwise ascending. */
export const nextSort = (column: string, current: Sort | undefined): Sort => ({
  column,
  direction: current?.column === column && current.direction === 'ascending' ? 'descending' : 'ascending',
})
