import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { ask, type AskOptions, Flag, flagOf, Id, instantOf, Numeric, numberOf, Text, textOf } from './ask.ts'
import { allByOffset } from './paging.ts'

/**
 * A period resource as billing knows it. `status`: 2 in use, 3 closed, 4 frozen, 5 expired. `expirePolicy`: 0 grace
 * period, 1 to on-demand, 2 delete at once, 3 renew automatically, 4 freeze, 5 delete after retention.
 */
export type OrderedResource = {
  /** The id in its own service: a CPH server id, say. */
  readonly id: string
  readonly name: string | undefined
  readonly region: string | undefined
  readonly projectId: string | undefined
  readonly serviceType: string | undefined
  readonly resourceType: string | undefined
  readonly resourceSpec: string | undefined
  readonly productId: string | undefined
  readonly parentId: string | undefined
  readonly isMain: boolean
  readonly status: number | undefined
  readonly expirePolicy: number | undefined
  readonly effectiveAt: Date | undefined
  readonly expiresAt: Date | undefined
}

const Resource = z.looseObject({
  resource_id: Id,
  resource_name: Text,
  region_code: Text,
  project_id: Text,
  service_type_code: Text,
  resource_type_code: Text,
  resource_spec_code: Text,
  product_id: Text,
  parent_resource_id: Text,
  is_main_resource: Flag,
  status: Numeric,
  expire_policy: Numeric,
  effective_time: z.string().nullish(),
  expire_time: z.string().nullish(),
})
const Resources = z.looseObject({ total_count: Numeric, data: z.array(Resource).nullish() })

/**
 * All resources that an order provisioned so far; closed ones only when asked for. None is a normal short state of a completed order, and the lasting
 * state of a failed one.
 */
export const orderResources = (
  cloud: Cloud,
  orderId: string,
  options: AskOptions & { readonly onlyMain?: boolean; readonly withClosed?: boolean } = {},
): Promise<OrderedResource[]> =>
  allByOffset(
    'bss',
    100,
    (resource) => resource.id,
    async (offset, limit) => {
      const only = options.onlyMain === true ? 1 : 0
      const states = options.withClosed === true ? { status_list: [2, 3, 4, 5] } : {}
      const body = JSON.stringify({ order_id: orderId, only_main_resource: only, ...states, offset, limit })
      // The vendor misspells the path.
      const path = '/v2/orders/suscriptions/resources/query'
      const call = { service: 'bss', method: 'POST', path, body, api: 'bss.orderResources' } as const
      const { data, total_count } = await ask(cloud, call, Resources, options)
      return { rows: (data ?? []).map(resourceOf), total: numberOf(total_count) }
    },
  )

function resourceOf(row: z.output<typeof Resource>): OrderedResource {
  return {
    id: String(row.resource_id),
    name: textOf(row.resource_name),
    region: textOf(row.region_code),
    projectId: textOf(row.project_id),
    serviceType: textOf(row.service_type_code),
    resourceType: textOf(row.resource_type_code),
    resourceSpec: textOf(row.resource_spec_code),
    productId: textOf(row.product_id),
    parentId: textOf(row.parent_resource_id),
    isMain: flagOf(row.is_main_resource),
    status: numberOf(row.status),
    expirePolicy: numberOf(row.expire_policy),
    effectiveAt: instantOf(row.effective_time),
    expiresAt: instantOf(row.expire_time),
  }
}
