/** How a resource is paid; spot exists for ECS servers only. */
export const billingModes = ['prepaid', 'pay_per_use', 'spot', 'unknown'] as const
export type BillingMode = (typeof billingModes)[number]
