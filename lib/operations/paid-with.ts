import { z } from 'zod'

/** With what an order is paid, beside money: `type` as the payment numbers it (billing.md §3.4). */
export const PaidWith = z.strictObject({
  orderId: z.string().min(1).max(64),
  coupons: z.array(z.strictObject({ id: z.string().min(1).max(64), type: z.literal([300, 301, 302, 303]) })).max(3),
  discount: z.strictObject({ id: z.string().min(1).max(64), type: z.literal([0, 2, 3, 609]) }).optional(),
})
export type PaidWith = z.output<typeof PaidWith>
