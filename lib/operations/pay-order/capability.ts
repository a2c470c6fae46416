import { unlessUnpaid } from '../order-state.ts'
import { capabilityOn } from '../resource-state.ts'

export const capability = capabilityOn('order', (order) => {
  const refusal = unlessUnpaid(order)
  if (refusal !== undefined) return refusal
  if (order.amountMinor === null) return 'operations.cannot.order.noAmount'
  return order.amountMinor < 0 ? 'operations.cannot.order.paysBack' : undefined
})
