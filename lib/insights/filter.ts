import { z } from 'zod'
import { spans } from './span.ts'

export const InsightsFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  span: z.enum(spans).catch('12m'),
})
export type InsightsFilter = z.output<typeof InsightsFilter>
