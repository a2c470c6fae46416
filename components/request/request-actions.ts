import type { ActionResult } from '#lib/result.ts'

type Decide = { id: string; version: number; hash: string; comment: string }
type Plain = { id: string }
type Run<Input> = (input: Input) => Promise<ActionResult<unknown>>

/** What can be done with a request; the page hands in the server's actions. */
export type RequestActions = {
  approve: Run<Decide>
  reject: Run<Decide>
  withdraw: Run<Plain>
  comment: Run<{ id: string; body: string }>
  retryPayment: Run<Plain>
  cancelOrder: Run<Plain>
  resubmit: Run<Plain>
  close: Run<{ id: string; comment: string }>
}
