import { unlessUnpaid } from '../order-state.ts'
import { capabilityOn } from '../resource-state.ts'

export const capability = capabilityOn('order', unlessUnpaid)
