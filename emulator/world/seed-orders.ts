import { unschedule } from '../agenda.ts'
import type { Cloud } from '../cloud.ts'
import { completeOrder, type Delivered } from '../services/bss/complete-order.ts'
import { placeOrder, type Wanted } from '../services/bss/place-order.ts'
import type { Order } from './order.ts'

/** An order of long ago, paid then and delivered at once. */
export function seedOrder(cloud: Cloud, wanted: Wanted, delivered: Delivered[]): Order {
  const order = placeOrder(cloud, wanted)
  unschedule(cloud, 'order.expire', order.id)
  order.paidAt = wanted.at
  completeOrder(cloud, order, wanted.at, delivered, 0)
  return order
}
