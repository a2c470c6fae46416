import { z } from 'zod'

/** What of an order is compared with what was asked for. */
const checked = [
  'free',
  'disowned',
  'kind',
  'service',
  'time',
  'price',
  'count',
  'resource',
  'named',
  'answered',
  'exists',
] as const

/** `holds` is null where it cannot be told. `note`: what it was compared with, or what was found instead. */
export const Check = z.object({
  what: z.enum(checked),
  holds: z.boolean().nullable(),
  note: z.string().optional(),
})
export type Check = z.output<typeof Check>

/** How well an order suits a request whose answer was lost. */
export type Fit = 'yes' | 'perhaps' | 'no'

/** Order ids as the vendor writes them, `CS…`, without blanks around. */
export const OrderId = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z]{6,64}$/, 'errors.orderIdForm')
