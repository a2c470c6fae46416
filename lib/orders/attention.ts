/**
 * Why somebody has to look at an order: `orphan` bears our mark and belongs to no request, `lost` is no longer listed by the
 * cloud, `changed` says something else than when it was settled, `undelivered` is complete and brought too little.
 */
export const orderAttentions = ['orphan', 'lost', 'changed', 'undelivered'] as const
export type OrderAttention = (typeof orderAttentions)[number]

/** What a list can be narrowed to: `expiring` is unpaid and lapses within `expiringWithinHours`, `any` is any of them. */
export const attentionChoices = ['any', ...orderAttentions, 'expiring'] as const
export const expiringWithinHours = 24
