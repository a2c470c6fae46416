import type { ControlCall } from '../control.ts'
import { CloudError } from '../gateway/cloud-error.ts'
import { cancel, pay } from '../services/bss/pay-order.ts'
import { failServer } from '../services/cph/delivery.ts'
import type { Order } from '../world/order.ts'
import { runDue } from '../agenda.ts'
import { controlBody, controlSchema } from './control-body.ts'

const nothing = controlSchema<Record<string, never>>({})
const pricesBody = controlSchema<{ factor: number }>(
  { factor: { type: 'number', exclusiveMinimum: 0, maximum: 1000 } },
  ['factor'],
)

/** POST /_control/orders/{order_id}/pay: someone pays in the vendor's own console. Not in the ledger. */
export function payBehindTheBack(call: ControlCall) {
  const order = orderOf(call)
  pay(call.cloud, order, call.cloud.clock.now())
  return describe(order)
}

/** POST /_control/orders/{order_id}/cancel: the same for cancelling. */
export function cancelBehindTheBack(call: ControlCall) {
  const order = orderOf(call)
  cancel(call.cloud, order, call.cloud.clock.now())
  return describe(order)
}

/** POST /_control/servers/{server_id}/fail: delivery of one server fails, or a running server breaks. */
export function failServerNow({ cloud, params, body }: ControlCall) {
  controlBody(nothing, body)
  runDue(cloud)
  const server = cloud.world.servers.find((row) => row.id === params['server_id'] && row.isOrdered)
  if (server === undefined)
    throw new CloudError(404, 'CONTROL.0004', 'There is no such server, or its order is not paid.')
  failServer(cloud, server, cloud.clock.now())
  return { server_id: server.id, status: server.status }
}

/** POST /_control/prices {factor}: every later quote and order costs that much times the list. */
export function movePrices({ cloud, body }: ControlCall) {
  cloud.world.priceFactor = controlBody(pricesBody, body).factor
  return { factor: cloud.world.priceFactor }
}

const depositBody = controlSchema<{ yuan: number }>({ yuan: { type: 'number', minimum: 0 } }, ['yuan'])

/** POST /_control/deposits {yuan}: every account gets so much money more. */
export function deposit({ cloud, body }: ControlCall) {
  const fen = Math.round(controlBody(depositBody, body).yuan * 100)
  for (const account of cloud.world.accounts) account.balanceFen += fen
  return { accounts: cloud.world.accounts.map(({ name, balanceFen }) => ({ name, balance: balanceFen / 100 })) }
}

function orderOf({ cloud, params, body }: ControlCall): Order {
  controlBody(nothing, body)
  runDue(cloud)
  const order = cloud.world.orders.find((row) => row.id === params['order_id'])
  if (order === undefined) throw new CloudError(404, 'CONTROL.0004', 'There is no such order.')
  return order
}

const describe = (order: Order) => ({ order_id: order.id, status: order.status })
