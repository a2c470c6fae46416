import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { Money, millionths } from './amount.ts'
import { ask, type AskOptions, Id, Text, textOf } from './ask.ts'
import { type PricedProduct, productCodes } from './bss-account.ts'

/** One product to price by the hour of use. */
export type HourlyProduct = Omit<PricedProduct, 'periodType' | 'periodCount'>

/** The price of one hour, in millionths of the currency unit: hours often cost less than a hundredth. */
export type HourlyRate = {
  /** After discounts, for all products and their quantities. */
  readonly amountMillionths: number
  readonly officialAmountMillionths: number
  readonly currency: string
  readonly products: readonly {
    readonly id: string
    readonly amountMillionths: number
    readonly officialAmountMillionths: number
  }[]
}

const Prices = z.looseObject({ amount: Money, official_website_amount: Money.nullish() })
const RateAnswer = Prices.extend({
  currency: Text,
  product_rating_results: z.array(Prices.extend({ id: Id })).nullish(),
})

/**
 * The price of an hour of pay-per-use products, 1 to 100 at once. One unknown product fails the whole question
 * (`CBC.99006006`), so ask for unlike products separately.
 */
export async function onDemandRate(
  cloud: Cloud,
  products: readonly HourlyProduct[],
  options?: AskOptions,
): Promise<HourlyRate> {
  const body = JSON.stringify({
    project_id: cloud.projectId,
    inquiry_precision: 0,
    product_infos: products.map((product) => ({ ...productCodes(product), ...oneHour })),
  })
  const path = '/v2/bills/ratings/on-demand-resources'
  const call = { service: 'bss', method: 'POST', path, body, api: 'bss.onDemandRate' } as const
  const answer = await ask(cloud, call, RateAnswer, options)
  return {
    ...pricesOf(answer),
    currency: textOf(answer.currency) ?? 'CNY',
    products: (answer.product_rating_results ?? []).map((row) => ({ id: String(row.id), ...pricesOf(row) })),
  }
}

/** Unit 4 is the hour. */
const oneHour = { usage_factor: 'Duration', usage_value: 1, usage_measure_id: 4 }

const pricesOf = ({ amount, official_website_amount: official }: z.output<typeof Prices>) => ({
  amountMillionths: millionths(amount),
  officialAmountMillionths: millionths(official ?? amount),
})
