import { hoursFen, priceFen, yuan } from '../../catalog/prices.ts'
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
  checkRequest(call, projectId, products)
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

type UsageInfo = Omit<ProductInfo, 'period_type' | 'period_num'> & {
  usage_factor: 'Duration'
  usage_value: number
  usage_measure_id: 4
}

type OnDemandBody = { project_id: string; inquiry_precision?: 0 | 1; product_infos: UsageInfo[] }

const onDemandBody = schemaOf<OnDemandBody>('bss', 'OnDemandRateBody')

/** POST /v2/bills/ratings/on-demand-resources: hours of use. One unknown product fails the whole request. */
export function listOnDemandResourceRatings(call: Call): Reply {
  const { product_infos: products, ...wanted } = readBody(call, onDemandBody, badParameter)
  checkRequest(call, wanted.project_id, products)
  const digits = wanted.inquiry_precision === 1 ? 10 : 6
  const round = (fen: number): number => Number((fen / 100).toFixed(digits))
  const rated = products.map((product) => {
    const fen = isSoldIn(product.region)
      ? hoursFen(codesOf(product), product.usage_value, call.cloud.world.priceFactor)
      : undefined
    if (fen === undefined) throw notFound(product.id)
    return { product, amount: round(fen * product.subscription_num) }
  })
  const amount = Number(rated.reduce((sum, row) => sum + row.amount, 0).toFixed(digits))
  return ok({
    amount,
    discount_amount: 0,
    official_website_amount: amount,
    measure_id: 1,
    currency: 'CNY',
    product_rating_results: rated.map((row) => ({
      id: row.product.id,
      product_id: productIdOf(row.product.resource_spec),
      amount: row.amount,
      discount_amount: 0,
      official_website_amount: row.amount,
      measure_id: 1,
      discount_rating_results: [],
    })),
  })
}

function rate(call: Call, product: ProductInfo): number {
  const term = { periodType: product.period_type, periodNum: product.period_num }
  const fen = isSoldIn(product.region) ? priceFen(codesOf(product), term, call.cloud.world.priceFactor) : undefined
  if (fen === undefined) throw notFound(product.id)
  return fen * product.subscription_num
}

function checkRequest(call: Call, projectId: string, products: { id: string }[]): void {
  if (!call.cloud.world.projects.some((row) => row.id === projectId && row.domainId === call.caller.domainId))
    throw new CloudError(400, 'CBC.0100', 'Parameter error: project_id is not one of yours.')
  if (new Set(products.map((product) => product.id)).size < products.length)
    throw new CloudError(400, 'CBC.0100', 'Parameter error: product_infos.id is not unique.')
}

const codesOf = (product: Omit<ProductInfo, 'period_type' | 'period_num'>) => ({
  cloudServiceType: product.cloud_service_type,
  resourceType: product.resource_type,
  resourceSpec: product.resource_spec,
  size: product.resource_size,
})

const isSoldIn = (region: string): boolean => regions.some((known) => known === region)

const notFound = (id: string): CloudError => new CloudError(400, 'CBC.99006006', `The product ${id} is not found.`)
