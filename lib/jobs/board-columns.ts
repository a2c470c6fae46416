import type { JobFilter } from './filter.ts'

/** The columns of the board, from left to right. A job that takes too long stands in `stuck` only. */
export const boardColumns = ['running', 'waiting_payment', 'stuck', 'failed', 'succeeded'] as const
export type BoardColumn = (typeof boardColumns)[number]

/** What a column narrows the list to: what has ended stands on the board for a week from its beginning. */
export const columnFilter = (column: BoardColumn): Partial<JobFilter> =>
  column === 'failed' || column === 'succeeded' ? { state: column, started: '7d' } : { state: column }
