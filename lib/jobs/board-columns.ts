import type { JobFilter } from './filter.ts'

/** The columns of the board that stand below each other where there is no room for all beside each other. */
export const boardStacks = [['running'], ['waiting_payment', 'stuck'], ['failed', 'succeeded']] as const
export type BoardColumn = (typeof boardStacks)[number][number]

/** The columns from left to right. A job that takes too long stands in `stuck` only. */
export const boardColumns: readonly BoardColumn[] = boardStacks.flat()

/** What a column narrows the list to: what has ended stands on the board for a week from its beginning. */
export function columnFilter(column: BoardColumn): Partial<JobFilter> {
  if (column === 'running') return { state: 'on_time' }
  return column === 'failed' || column === 'succeeded' ? { state: column, started: '7d' } : { state: column }
}
