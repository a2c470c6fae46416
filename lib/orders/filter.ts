import { z } from 'zod'
import { SearchText, windowFields } from '../page-window.ts'

/** What a list of orders is narrowed to. `paid` = this billing month of the vendor, which runs by UTC+8. */
export const OrderFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  group: z.enum(['all', 'unpaid', 'processing', 'completed', 'cancelled']).catch('all'),
  origin: z.enum(['all', 'here', 'elsewhere']).catch('all'),
  paid: z.enum(['any', 'this_month']).catch('any'),
  ...windowFields,
})
export type OrderFilter = z.output<typeof OrderFilter>
