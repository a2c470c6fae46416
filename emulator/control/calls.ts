import type { ControlCall } from '../control.ts'
import { callTotals } from '../gateway/call-counts.ts'

/** GET /_control/calls: reads and writes alike, whatever became of them. */
export const listCalls = ({ gateway }: ControlCall) => callTotals(gateway.calls)

/** DELETE /_control/calls: counts from nought again. */
export function forgetCalls({ gateway }: ControlCall) {
  gateway.calls.clear()
  return []
}
