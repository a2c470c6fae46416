import type { ControlCall } from '../control.ts'
import { CloudError } from '../gateway/cloud-error.ts'
import type { Order, OrderStatus } from '../world/order.ts'
import { controlBody, controlSchema } from './control-body.ts'

type OrderBody = { status?: OrderStatus; amount_fen?: number }
const orderBody = controlSchema<OrderBody>({
  status: { enum: [1, 3, 4, 5, 6] },
  amount_fen: { type: 'integer' },
})
const nothing = controlSchema<Record<string, never>>({})

/** POST /_control/orders/{order_id}: the billing service says something else of an order than it did. */
export function changeOrder(call: ControlCall) {
  const { status, amount_fen: amountFen } = controlBody(orderBody, call.body)
  const order = found(call)
  if (status !== undefined) order.status = status
  if (amountFen !== undefined) order.amountFen = amountFen
  return { order_id: order.id, status: order.status }
}

/** DELETE /_control/orders/{order_id}: the billing service knows it no longer. What it delivered stays. */
export function loseOrder(call: ControlCall) {
  controlBody(nothing, call.body)
  const { id } = found(call)
  call.cloud.world.orders = call.cloud.world.orders.filter((order) => order.id !== id)
  return { removed: id }
}

function found({ cloud, params }: ControlCall): Order {
  const order = cloud.world.orders.find((row) => row.id === params['order_id'])
  if (order === undefined) throw new CloudError(404, 'CONTROL.0004', 'There is no such order.')
  return order
}
