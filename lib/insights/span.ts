/** How far back the spend is drawn. */
export const spans = ['30d', '90d', '12m'] as const
export type Span = (typeof spans)[number]
