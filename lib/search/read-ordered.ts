import { and, eq, inArray } from 'drizzle-orm'
import { cloudOrder, cloudOrderResource } from '../db/mirror-schema.ts'
import { cloudAccount } from '../db/schema.ts'
import { accountFace, type Read } from './hit.ts'
import { matchOf } from './match.ts'

export const orders: Read = async ({ db }, { accounts, ids }, text) => {
  const found = await db
    .select({
      id: cloudOrder.orderId,
      status: cloudOrder.status,
      service: cloudOrder.serviceTypeName,
      serviceCode: cloudOrder.serviceTypeCode,
      account: accountFace,
    })
    .from(cloudOrder)
    .innerJoin(cloudAccount, eq(cloudAccount.id, cloudOrder.accountId))
    .where(and(inArray(cloudOrder.accountId, accounts), inArray(cloudOrder.orderId, ids)))
  return found.map(({ id, status, service, serviceCode, account: its }) => ({
    kind: 'order',
    id,
    title: id,
    detail: service || null,
    service: serviceCode,
    state: String(status),
    account: its,
    href: `/orders/${encodeURIComponent(id)}`,
    match: matchOf(text, [id]),
  }))
}

const addressKind = 'hws.service.type.vpc'

/** Resources of orders: an address is one, of the others the order is shown. */
export const resources: Read = async ({ db }, { accounts, ids }, text) => {
  const found = await db
    .select({
      id: cloudOrderResource.resourceId,
      orderId: cloudOrderResource.orderId,
      name: cloudOrderResource.name,
      service: cloudOrderResource.serviceTypeCode,
      status: cloudOrderResource.status,
      orderStatus: cloudOrder.status,
      account: accountFace,
    })
    .from(cloudOrderResource)
    .innerJoin(cloudAccount, eq(cloudAccount.id, cloudOrderResource.accountId))
    .leftJoin(
      cloudOrder,
      and(eq(cloudOrder.accountId, cloudOrderResource.accountId), eq(cloudOrder.orderId, cloudOrderResource.orderId)),
    )
    .where(and(inArray(cloudOrderResource.accountId, accounts), inArray(cloudOrderResource.resourceId, ids)))
  return found.map(({ id, orderId, name, service, status, orderStatus, account: its }) => {
    const isAddress = service === addressKind
    const state = isAddress ? status : orderStatus
    return {
      kind: isAddress ? 'eip' : 'order',
      id,
      title: name || id,
      detail: orderId,
      state: state === null ? null : String(state),
      account: its,
      href: `/orders/${encodeURIComponent(orderId)}`,
      match: matchOf(text, [id, name]),
    }
  })
}
