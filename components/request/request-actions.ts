import type { Approved } from '#lib/requests/queries.ts'
import type { ActionResult } from '#lib/result.ts'

type Decide = { id: string; version: number; hash: string; comment: string }
type Plain = { id: string }
type Noted = { id: string; comment: string }
type Run<Input, Came = unknown> = (input: Input) => Promise<ActionResult<Came>>

/** What can be done with a request; the page hands in the server's actions. */
export type RequestActions = {
  approve: Run<Decide, Approved>
  reject: Run<Decide>
  withdraw: Run<Plain>
  comment: Run<{ id: string; body: string }>
  retryPayment: Run<Plain>
  cancelOrder: Run<Noted>
  resubmit: Run<Noted>
  close: Run<Noted>
  readOrder: Run<{ id: string; orderId: string }>
  adopt: Run<Noted & { orderId: string }>
  cancelFound: Run<Noted & { orderId: string }>
  disown: Run<Noted & { orderIds: string[] }>
}
