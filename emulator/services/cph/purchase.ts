import { diskCodes, phoneServerCodes, phoneServerSpec } from '../../catalog/prices.ts'
import { type Call, ok, readBody, type Reply } from '../../gateway/call.ts'
import { carriesSentinel } from '../../gateway/faults.ts'
import { nextHex } from '../../ids.ts'
import type { Order } from '../../world/order.ts'
import type { PhoneServer, Volume } from '../../world/phone-server.ts'
import { placeOrder, type Wanted } from '../bss/place-order.ts'
import { payAsAsked } from '../bss/settle-change.ts'
import { type PurchaseServersBody, purchaseBody } from './purchase-body.ts'
import { placementOf } from './placement.ts'
import { type Checked, checkPurchase } from './purchase-rules.ts'
import { refusePurchase, unpayable } from './refusals.ts'

/** POST /v2/{project_id}/cloud-phone/servers: writes an order and the ids of what it will bring. */
export function purchaseServers(call: Call): Reply {
  const body = readBody(call, purchaseBody, refusePurchase)
  const checked = checkPurchase(call, body)
  const order = placeOrder(call.cloud, orderOf(call, body, checked))
  const servers = serverNames(body, call.cloud.options.singleSuffix).map((name, position) =>
    plannedServer(call, body, checked, order, name, position),
  )
  call.cloud.world.servers.push(...servers)
  payIfAsked(call, body, order)
  return {
    ...ok({
      request_id: call.requestId,
      order_id: order.id,
      product_id: order.lines[0]?.productId ?? '',
      server_ids: servers.map((server) => server.id),
    }),
    orderId: order.id,
  }
}

/** server-1 stays server-1 alone, and becomes server-1-0001, server-1-0002 … in company. */
export function serverNames(body: Pick<PurchaseServersBody, 'server_name' | 'count'>, singleSuffix: boolean): string[] {
  const { server_name: name, count } = body
  if (count === 1) return [singleSuffix ? `${name}-1` : name]
  return Array.from({ length: count }, (_, position) => `${name}-${String(position + 1).padStart(4, '0')}`)
}

function orderOf(call: Call, body: PurchaseServersBody, { phoneModel }: Checked): Wanted {
  const { extend_param: terms, count } = body
  const disks = phoneModel.version === 1 ? [body.phone_data_volume, body.server_share_data_volume] : []
  return {
    at: call.at,
    domainId: call.caller.domainId,
    projectId: call.project.id,
    region: call.project.name,
    serviceType: phoneServerCodes.cloudServiceType,
    userName: call.caller.userName,
    enterpriseProjectId: terms.enterprise_project_id ?? '0',
    isAutoRenewed: terms.is_auto_renew === 1,
    term: { periodType: terms.period_type, periodNum: terms.period_num },
    items: [
      {
        ...phoneServerCodes,
        resourceSpec: phoneServerSpec(body.server_model_name, body.phone_model_name),
        quantity: count,
      },
      ...disks
        .filter((disk): disk is Volume => disk !== undefined)
        .map((disk) => ({ ...diskCodes, resourceSpec: disk.volume_type, size: disk.size, quantity: count })),
    ],
  }
}

function plannedServer(
  call: Call,
  body: PurchaseServersBody,
  checked: Checked,
  order: Order,
  name: string,
  position: number,
): PhoneServer {
  const isLast = position === body.count - 1
  return {
    ...placementOf(body, checked),
    id: nextHex(call.cloud.world),
    projectId: call.project.id,
    region: call.project.name,
    domainId: call.caller.domainId,
    name,
    serverModel: body.server_model_name,
    orderId: order.id,
    productId: order.lines[0]?.productId ?? '',
    enterpriseProjectId: order.enterpriseProjectId,
    status: 0,
    isOrdered: false,
    isDoomed: carriesSentinel(body, 'fail-delivery') || (isLast && carriesSentinel(body, 'fail-partial')),
    generation: 0,
    serverIps: [],
    publicIps: [],
    bandwidthIds: [],
    createdAt: call.at,
    updatedAt: call.at,
    visibleAt: call.at,
  }
}

/** With too little money the order stays unpaid; whether the purchase then succeeds is a switch. */
function payIfAsked({ cloud, at }: Call, body: PurchaseServersBody, order: Order): void {
  const outcome = payAsAsked(cloud, order, body.extend_param.is_auto_pay === 1, at)
  if (outcome === 'short' && cloud.options.autoPayShortage === 'refuse') throw unpayable(order)
}
