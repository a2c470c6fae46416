import { z } from 'zod'

/** How far back the spend is drawn. */
export const spans = ['30d', '90d', '12m'] as const
export type Span = (typeof spans)[number]

export const InsightsFilter = z.object({
  account: z.uuid().optional().catch(undefined),
  span: z.enum(spans).catch('12m'),
})
export type InsightsFilter = z.output<typeof InsightsFilter>
