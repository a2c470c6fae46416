import type { CheckLine } from './check-line.ts'
import type { Tally } from './queries.ts'

/** How many lines of a check are not green, by sort. */
export const tally = (lines: readonly CheckLine[]): Tally => {
  const count = (state: CheckLine['state']) => lines.filter((line) => line.state === state).length
  return { failed: count('failed'), warning: count('warning'), unknown: count('unknown') }
}
