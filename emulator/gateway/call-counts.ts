/** Every call that arrived, by API and real second. */
export type CallCounts = Map<string, Map<number, number>>

export function countCall(counts: CallCounts, operationId: string, wallMs: number): void {
  const seconds = counts.get(operationId) ?? new Map<number, number>()
  const second = Math.floor(wallMs / 1000)
  seconds.set(second, (seconds.get(second) ?? 0) + 1)
  counts.set(operationId, seconds)
}

/** How often each API was called in all, and in its busiest second and minute. */
export function callTotals(counts: CallCounts) {
  return [...counts].map(([operation, seconds]) => ({
    operation,
    calls: sum(seconds),
    busiest_second: Math.max(0, ...seconds.values()),
    busiest_minute: busiestMinute(seconds),
  }))
}

const sum = (seconds: Map<number, number>): number => [...seconds.values()].reduce((all, calls) => all + calls, 0)

/** Of any sixty seconds in a row, not only of those of the clock. */
function busiestMinute(seconds: Map<number, number>): number {
  const rows = [...seconds].toSorted(([a], [b]) => a - b)
  let [first, calls, most] = [0, 0, 0]
  for (const [second, here] of rows) {
    calls += here
    while ((rows[first]?.[0] ?? second) <= second - 60) calls -= rows[first++]?.[1] ?? 0
    most = Math.max(most, calls)
  }
  return most
}
