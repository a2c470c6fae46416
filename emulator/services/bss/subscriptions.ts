import { utc } from '../../clock.ts'
import { schemaOf } from '../../contract.ts'
import { type Call, ok, readBody, type Reply } from '../../gateway/call.ts'
import type { Subscription } from '../../world/order.ts'
import { resourceName, serviceName, specDescription } from './order-words.ts'
import { enterpriseProject } from './orders.ts'
import { badParameter } from './pay-order.ts'

type QueryResourcesBody = {
  resource_ids?: string[]
  order_id?: string
  only_main_resource?: 0 | 1
  status_list?: number[]
  service_type_code?: string
  expire_time_begin?: string
  expire_time_end?: string
  offset?: number
  limit?: number
}

const queryBody = schemaOf<QueryResourcesBody>('bss', 'QueryResourcesBody')

/** POST /v2/orders/suscriptions/resources/query: only what was really delivered. */
export function listSubscriptions(call: Call): Reply {
  const wanted = readBody(call, queryBody, badParameter)
  const rows = call.cloud.world.subscriptions.filter(
    (row) => row.domainId === call.caller.domainId && row.visibleAt <= call.at && isWanted(row, wanted),
  )
  const offset = wanted.offset ?? 0
  const page = rows.slice(offset, offset + (wanted.limit ?? 10))
  return ok({ total_count: rows.length, data: page.map((row) => resourceRow(call, row)) })
}

function isWanted(row: Subscription, wanted: QueryResourcesBody): boolean {
  return (
    (wanted.resource_ids === undefined ||
      wanted.resource_ids.length === 0 ||
      wanted.resource_ids.includes(row.resourceId)) &&
    (wanted.order_id === undefined || isOfOrder(row, wanted.order_id.toUpperCase())) &&
    (wanted.only_main_resource !== 1 || row.parentResourceId === undefined) &&
    (wanted.status_list === undefined ? row.status !== 3 : wanted.status_list.includes(row.status)) &&
    (wanted.service_type_code === undefined || row.serviceType === wanted.service_type_code) &&
    (wanted.expire_time_begin === undefined || utc(row.expireAt) >= wanted.expire_time_begin) &&
    (wanted.expire_time_end === undefined || utc(row.expireAt) <= wanted.expire_time_end)
  )
}

const isOfOrder = (row: Subscription, orderId: string): boolean =>
  [row.orderId, ...(row.changeOrderIds ?? [])].some((id) => id.toUpperCase() === orderId)

const resourceRow = (call: Call, row: Subscription) => ({
  id: row.id,
  resource_id: row.resourceId,
  resource_name: row.name,
  region_code: row.region,
  project_id: row.projectId,
  service_type_code: row.serviceType,
  service_type_name: serviceName(row.serviceType, call.language),
  resource_type_code: row.resourceType,
  resource_type_name: resourceName(row.resourceType, call.language),
  resource_spec_code: row.resourceSpec,
  product_id: row.productId,
  product_spec_desc: specDescription(row.resourceType, row.resourceSpec, row.size, call.language),
  ...(row.size !== undefined && { spec_size: row.size, spec_size_measure_id: 17 }),
  ...(row.parentResourceId !== undefined && { parent_resource_id: row.parentResourceId }),
  is_main_resource: row.parentResourceId === undefined ? 1 : 0,
  status: row.status,
  effective_time: utc(row.effectiveAt),
  expire_time: utc(row.expireAt),
  expire_policy: row.expirePolicy,
  update_time: utc(row.updatedAt),
  enterprise_project: enterpriseProject(call, row.enterpriseProjectId),
})
