import { z } from 'zod'
import { OrderId, OrderTarget } from '../order-target.ts'
import { RowId, closed } from '../primitives.ts'

// Cancelling an unpaid order: PUT /v2/orders/customer-orders/cancel (cloud-api/billing.md §3.5; the vendor's page wins).

/** The form, the action's argument and what the executor reads: one schema. */
export const Input = closed({
  account: closed({ accountId: RowId }),
  target: OrderTarget,
  /** Said by the person, since nothing brings the order back. */
  consent: closed({ isFinal: z.literal(true, { error: 'cancel-order.error.consent' }) }),
})
export type Input = z.output<typeof Input>

export const contractVersion = 1

/** The body as the vendor documents it. */
export const Body = closed({ order_id: OrderId })
export type Body = z.output<typeof Body>

/** A yes has no body (204). */
export const Accepted = z.undefined()

export const toBody = ({ target }: Input): Body => ({ order_id: target.id })
