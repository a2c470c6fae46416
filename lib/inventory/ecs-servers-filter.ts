import { z } from 'zod'
import { SearchText, sortField, windowFields } from '../page-window.ts'
import { ecsStatusChoices } from './ecs-servers-queries.ts'

export const EcsServerFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  q: SearchText,
  status: z.enum(['all', ...ecsStatusChoices]).catch('all'),
  billing: z.enum(['all', 'prepaid', 'pay_per_use', 'spot']).catch('all'),
  ...sortField,
  ...windowFields,
})
export type EcsServerFilter = z.output<typeof EcsServerFilter>
