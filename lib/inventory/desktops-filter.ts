import { z } from 'zod'
import { SearchText, sortField, windowFields } from '../page-window.ts'
import { desktopStatusChoices } from './desktops-queries.ts'

export const DesktopFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  status: z.enum(['all', ...desktopStatusChoices]).catch('all'),
  billing: z.enum(['all', 'prepaid', 'pay_per_use']).catch('all'),
  ...sortField,
  ...windowFields,
})
export type DesktopFilter = z.output<typeof DesktopFilter>
