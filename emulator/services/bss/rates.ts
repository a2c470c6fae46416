import { priceFen, yuan } from '../../catalog/prices.ts'
import { schemaOf } from '../../contract.ts'
import { type Call, ok, readBody, type Reply } from '../../gateway/call.ts'
import { CloudError } from '../../gateway/cloud-error.ts'
import { productIdOf } from '../../ids.ts'
import { regions } from '../../world/world.ts'
import { badParameter } from './pay-order.ts'

type ProductInfo = {
  id: string
  cloud_service_type: string
  resource_type: string
  resource_spec: string
  region: string
  resource_size?: number
  period_type: 2 | 3
  period_num: number
  subscription_num: number
}

const rateBody = schemaOf<{ project_id: string; product_infos: ProductInfo[] }>('bss', 'SubscribeRateBody')

/** POST /v2/bills/ratings/period-resources/subscribe-rate. One unknown product fails the whole request. */
export function listRateOnPeriodDetail(call: Call): Reply {
  const { project_id: projectId, product_infos: products } = readBody(call, rateBody, badParameter)
  if (!call.cloud.world.projects.some((row) => row.id === projectId && row.domainId === call.caller.domainId))
    throw new CloudError(400, 'CBC.0100', 'Parameter error: project_id is not one of yours.')
  if (new Set(products.map((product) => product.id)).size < products.length)
    throw new CloudError(400, 'CBC.0100', 'Parameter error: product_infos.id is not unique.')
  const rated = products.map((product) => ({ product, fen: rate(call, product) }))
  return ok({
    official_website_rating_result: {
      official_website_amount: yuan(rated.reduce((sum, { fen }) => sum + fen, 0)),
      measure_id: 1,
      product_rating_results: rated.map(({ product, fen }) => ({
        id: product.id,
        product_id: productIdOf(product.resource_spec),
        official_website_amount: yuan(fen),
        measure_id: 1,
      })),
    },
    currency: 'CNY',
  })
}

function rate(call: Call, product: ProductInfo): number {
  const codes = {
    cloudServiceType: product.cloud_service_type,
    resourceType: product.resource_type,
    resourceSpec: product.resource_spec,
    size: product.resource_size,
  }
  const term = { periodType: product.period_type, periodNum: product.period_num }
  const isSoldThere = regions.some((region) => region === product.region)
  const fen = isSoldThere ? priceFen(codes, term, call.cloud.world.priceFactor) : undefined
  if (fen === undefined) throw new CloudError(400, 'CBC.99006006', `The product ${product.id} is not found.`)
  return fen * product.subscription_num
}
