import { z } from 'zod'

import type { Cloud } from '../cloud.ts'
import { minorUnits } from '../money.ts'
import { Amount, amountOf, Money } from './amount.ts'
import { ask, type AskOptions, Id, Numeric, numberOf, Text, textOf } from './ask.ts'

/** Amounts in hundredths of the currency unit. `kind`: 1 balance, 2 credit, 5 bonus, 7 deposit. */
export type Balance = {
  readonly kind: number | undefined
  readonly amountMinor: number
  readonly creditMinor: number | undefined
  readonly currency: string
}

export type Balances = {
  readonly accounts: readonly Balance[]
  /** What can pay an order: cash balance plus credit. */
  readonly availableMinor: number
  readonly debtMinor: number | undefined
  readonly currency: string
}

const BalancesAnswer = z.looseObject({
  account_balances: z
    .array(z.looseObject({ account_type: Numeric, amount: Amount, credit_amount: Amount, currency: Text }))
    .nullish(),
  debt_amount: Amount,
  currency: Text,
})

/** The account's money. Customers of a reseller may have no accounts at all. */
export async function balances(cloud: Cloud, options?: AskOptions): Promise<Balances> {
  const path = '/v2/accounts/customer-accounts/balances'
  const answer = await ask(cloud, { service: 'bss', method: 'GET', path, api: 'bss.balances' }, BalancesAnswer, options)
  const currency = textOf(answer.currency) ?? 'CNY'
  const accounts = (answer.account_balances ?? []).map((row) => ({
    kind: numberOf(row.account_type),
    amountMinor: amountOf(row.amount) ?? 0,
    creditMinor: amountOf(row.credit_amount),
    currency: textOf(row.currency) ?? currency,
  }))
  const paying = accounts.filter(({ kind }) => kind === 1 || kind === 2)
  return {
    accounts,
    availableMinor: paying.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    debtMinor: amountOf(answer.debt_amount),
    currency,
  }
}

/** One product to price. Codes of a service are read off its existing orders where the vendor documents none. */
export type PricedProduct = {
  /** Unique in the question; names the answer's row. */
  readonly id: string
  readonly serviceType: string
  readonly resourceType: string
  readonly resourceSpec: string
  readonly region: string
  readonly availabilityZone?: string
  /** For products priced by size: `unit` 17 GB, 15 Mbit/s. */
  readonly size?: { readonly amount: number; readonly unit: 14 | 15 | 17 }
  /** 2 month, 3 year. */
  readonly periodType: 2 | 3
  readonly periodCount: number
  readonly quantity: number
}

export type Rate = {
  /** To show: the best discount, else the list price. Hundredths of the currency unit. */
  readonly amountMinor: number
  readonly officialAmountMinor: number
  readonly currency: string
  readonly discountName: string | undefined
  readonly products: readonly { readonly id: string; readonly officialAmountMinor: number | undefined }[]
}

/** The form of every price for a period, also where another service asks billing on our behalf. */
export const Rating = z.looseObject({
  official_website_rating_result: z.looseObject({
    official_website_amount: Money,
    product_rating_results: z.array(z.looseObject({ id: Id, official_website_amount: Amount })).nullish(),
  }),
  optional_discount_rating_results: z
    .array(z.looseObject({ best_offer: Numeric, amount: Money, discount_name: Text }))
    .nullish(),
  currency: Text,
})

/**
 * The price of period products, 1 to 100 at once. One unknown product fails the whole question (`CBC.99006006`), so
 * ask for unlike products separately.
 */
export async function subscribeRate(
  cloud: Cloud,
  products: readonly PricedProduct[],
  options?: AskOptions,
): Promise<Rate> {
  const body = JSON.stringify({ project_id: cloud.projectId, product_infos: products.map(productInfo) })
  const path = '/v2/bills/ratings/period-resources/subscribe-rate'
  const call = { service: 'bss', method: 'POST', path, body, api: 'bss.subscribeRate' } as const
  return rateOf(await ask(cloud, call, Rating, options))
}

/** The price to show of a rating. */
export function rateOf(answer: z.output<typeof Rating>): Rate {
  const official = answer.official_website_rating_result
  const best = answer.optional_discount_rating_results?.find(({ best_offer }) => numberOf(best_offer) === 1)
  const officialAmountMinor = minorUnits(official.official_website_amount)
  return {
    amountMinor: amountOf(best?.amount) ?? officialAmountMinor,
    officialAmountMinor,
    currency: textOf(answer.currency) ?? 'CNY',
    discountName: textOf(best?.discount_name),
    products: (official.product_rating_results ?? []).map((row) => ({
      id: String(row.id),
      officialAmountMinor: amountOf(row.official_website_amount),
    })),
  }
}

const productInfo = (product: PricedProduct) => ({
  ...productCodes(product),
  period_type: product.periodType,
  period_num: product.periodCount,
})

/** What billing knows a product by, and how many of it. */
export const productCodes = (product: Omit<PricedProduct, 'periodType' | 'periodCount'>) => ({
  id: product.id,
  cloud_service_type: product.serviceType,
  resource_type: product.resourceType,
  resource_spec: product.resourceSpec,
  region: product.region,
  available_zone: product.availabilityZone,
  resource_size: product.size?.amount,
  size_measure_id: product.size?.unit,
  subscription_num: product.quantity,
})
