import { CloudError } from '../cloud/errors.ts'
import { type Rate, subscribeRate } from '../cloud/services/bss-account.ts'
import type { Clock } from '../clock.ts'
import type { PricedProduct } from '../operations/kit.ts'
import type { AccountReads } from '../inventory/reads.ts'
import { priceCodes } from './price-codes.ts'

/** One product of a quote for the whole term and number; the list price, since discounts are given on the sum. */
export type QuoteLine = { product: PricedProduct; officialMinor: number | null }

/** Money in minor units of `currency`, for the whole purchase and term. */
export type Quote = {
  state: 'priced'
  amountMinor: number
  officialMinor: number
  discountMinor: number
  discountName: string | null
  currency: string
  lines: QuoteLine[]
  /** ISO. */
  quotedAt: string
}

/** Why there is no price, as a message key; a purchase is possible all the same, and the order's amount is checked. */
export type NoQuote = {
  state: 'unavailable'
  reason: 'quote.unknownProduct' | 'quote.noBillingRight' | 'quote.unreadable'
}

/**
 * The price of `products` as billing says it now. Without the right to ask, or for products that billing does not
 * know under our codes, there is none. Throws CloudError when the cloud cannot be asked at all.
 */
export async function quote(
  reads: AccountReads,
  products: readonly PricedProduct[],
  clock: Clock,
): Promise<Quote | NoQuote> {
  const asked = products.map((product, index) => toBilling(product, String(index), reads.region))
  const answer = await rateOrReason(reads, asked)
  if ('reason' in answer) return answer
  const official = new Map(answer.products.map((row) => [row.id, row.officialAmountMinor]))
  return {
    state: 'priced',
    amountMinor: answer.amountMinor,
    officialMinor: answer.officialAmountMinor,
    discountMinor: answer.officialAmountMinor - answer.amountMinor,
    discountName: answer.discountName ?? null,
    currency: answer.currency,
    lines: products.map((product, index) => ({ product, officialMinor: official.get(String(index)) ?? null })),
    quotedAt: clock.now().toISOString(),
  }
}

/** The price to be frozen with a request, or null where there is none. Throws CloudError as `quote` does. */
export async function quoteFor(reads: AccountReads, products: readonly PricedProduct[], clock: Clock) {
  const found = await quote(reads, products, clock)
  if (found.state === 'unavailable') return null
  const { amountMinor, officialMinor, currency, quotedAt } = found
  return { amountMinor, officialMinor, currency, quotedAt }
}

async function rateOrReason(reads: AccountReads, asked: ReturnType<typeof toBilling>[]): Promise<Rate | NoQuote> {
  try {
    return await subscribeRate(reads, asked)
  } catch (error) {
    const reason = error instanceof CloudError ? reasonOf(error) : undefined
    if (reason === undefined) throw error
    return { state: 'unavailable', reason }
  }
}

function reasonOf(error: CloudError): NoQuote['reason'] | undefined {
  if (error.code === 'CBC.99006006') return 'quote.unknownProduct'
  if (error.httpStatus === 403) return 'quote.noBillingRight'
  if (error.code === 'client.unreadable') return 'quote.unreadable'
  return undefined
}

const toBilling = ({ kind, spec, size, period, quantity }: PricedProduct, id: string, region: string) => {
  const code: { serviceType: string; resourceType: string; sizeUnit?: 17 } = priceCodes[kind]
  return {
    id,
    serviceType: code.serviceType,
    resourceType: code.resourceType,
    resourceSpec: spec,
    region,
    ...(size !== undefined && code.sizeUnit !== undefined && { size: { amount: size, unit: code.sizeUnit } }),
    periodType: period.unit === 'month' ? (2 as const) : (3 as const),
    periodCount: period.count,
    quantity,
  }
}
