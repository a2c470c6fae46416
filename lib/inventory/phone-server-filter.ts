import { z } from 'zod'
import { SearchText, sortField, windowFields } from '../page-window.ts'

export const PhoneServerFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  status: z.enum(['all', 'creating', 'normal', 'abnormal', 'frozen', 'stopped', 'gone']).catch('all'),
  model: SearchText,
  ...sortField,
  ...windowFields,
})
export type PhoneServerFilter = z.output<typeof PhoneServerFilter>
