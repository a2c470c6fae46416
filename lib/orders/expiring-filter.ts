import { z } from 'zod'
import { SearchText, windowFields } from '../page-window.ts'
import { expiringWithin } from './expiring-query.ts'

/** What the list of prepaid resources that run out is narrowed to. */
export const ExpiringFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  within: z.enum(expiringWithin).catch('30d'),
  ...windowFields,
})
export type ExpiringFilter = z.output<typeof ExpiringFilter>
