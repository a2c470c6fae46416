import { type Reaction, scheduleAfter } from '../../agenda.ts'
import { type PhoneModel, phoneModelNamed } from '../../catalog/phone-models.ts'
import { phoneServerCodes, phoneServerSpec } from '../../catalog/prices.ts'
import { serverModelNamed } from '../../catalog/server-models.ts'
import { type Call, ok, readBody, type Reply } from '../../gateway/call.ts'
import { productIdOf } from '../../ids.ts'
import type { PhoneServer } from '../../world/phone-server.ts'
import { placeChange } from '../bss/place-order.ts'
import { completeChange, differenceFen, monthsLeft, payAsAsked, settleChange } from '../bss/settle-change.ts'
import { changeableServer } from './change-server.ts'
import { type ChangeServerModelBody, changeServerModelBody } from './purchase-body.ts'
import { checkModels } from './purchase-rules.ts'
import { refusal, refusePurchase, unpayable } from './refusals.ts'

/** The vendor's page says about two minutes. */
const switchMs = 120_000

/** POST /v1/{project_id}/cloud-phone/servers/change-server-model: an order over the difference; no job. */
export function changeServerModel(call: Call): Reply {
  const { cloud, at } = call
  const body = readBody(call, changeServerModelBody, refusePurchase)
  const server = changeableServer(call, body.server_id, 'server_id')
  checkTarget(call, body, server)
  const spec = phoneServerSpec(body.server_model_name, body.phone_model_name)
  const months = monthsLeft(cloud.world, server.id, at)
  const from = { ...phoneServerCodes, resourceSpec: phoneServerSpec(server.serverModel, server.phoneModel) }
  const to = { ...phoneServerCodes, resourceSpec: spec }
  const order = placeChange(cloud, {
    at,
    domainId: call.caller.domainId,
    projectId: call.project.id,
    region: call.project.name,
    serviceType: phoneServerCodes.cloudServiceType,
    userName: call.caller.userName,
    enterpriseProjectId: server.enterpriseProjectId,
    isAutoRenewed: false,
    item: { ...to, quantity: 1 },
    amountFen: differenceFen(cloud.world, from, to, months),
    months,
    baseOrderId: server.orderId,
    change: {
      kind: 'phone-model',
      resourceId: server.id,
      isSettled: false,
      serverModel: body.server_model_name,
      phoneModel: body.phone_model_name,
    },
  })
  const outcome = payAsAsked(cloud, order, body.extend_param?.is_auto_pay === 1, at)
  if (outcome === 'short' && cloud.options.autoPayShortage === 'refuse') throw unpayable(order)
  return {
    ...ok({ request_id: call.requestId, order_id: order.id, product_id: productIdOf(spec) }),
    orderId: order.id,
  }
}

/** The order is paid: the models switch a little later. */
export const deliverModel: Reaction = (cloud, orderId, at) =>
  scheduleAfter(cloud, 'server.switch-model', orderId, at, switchMs)

/** Server and phones take the new models; a paid order is completed with it. */
export const switchModel: Reaction = (cloud, orderId, at) => {
  const order = cloud.world.orders.find((row) => row.id === orderId)
  const server = cloud.world.servers.find((row) => row.id === order?.change?.resourceId)
  if (order?.change?.kind !== 'phone-model' || server === undefined) return
  const { serverModel, phoneModel } = order.change
  const resourceSpec = phoneServerSpec(serverModel, phoneModel)
  const productId = productIdOf(resourceSpec)
  Object.assign(server, { serverModel, phoneModel, productId, updatedAt: at })
  for (const phone of cloud.world.phones) if (phone.serverId === server.id) phone.updatedAt = at
  completeChange(cloud, order, at)
  settleChange(cloud, order, at, { resourceSpec, productId })
}

/** Only special flavors of the same hardware generation with as many phones as before. */
function checkTarget({ cloud }: Call, body: ChangeServerModelBody, server: PhoneServer): void {
  const serverModel = serverModelNamed(body.server_model_name)
  if (serverModel === undefined) throw refusal('CPS.0089', 'server_model_name')
  if (cloud.options.flavorSpecialOnly && !serverModel.isSpecial)
    throw refusal('CPS.0089', 'server_model_name', 'is not a special flavor.')
  if (generationOf(serverModel.name) !== generationOf(server.serverModel))
    throw refusal('CPS.0089', 'server_model_name', 'is of another generation.')
  const phoneModel: PhoneModel = checkModels(body.server_model_name, body.phone_model_name)
  if (phoneModel.phones !== phoneModelNamed(server.phoneModel)?.phones)
    throw refusal('CPS.0157', 'phone_model_name', 'has another number of phones.')
  if (serverModel.name === server.serverModel && phoneModel.name === server.phoneModel)
    throw refusal('CPS.0157', 'phone_model_name', 'is the current flavor.')
}

/** `rx1` of `physical.rx1.xlarge`. */
const generationOf = (serverModel: string): string => serverModel.split('.')[1] ?? ''
