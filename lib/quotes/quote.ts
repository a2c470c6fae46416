import { CloudError } from '../cloud/errors.ts'
import { type Rate, subscribeRate } from '../cloud/services/bss-account.ts'
import { onDemandRate } from '../cloud/services/bss-on-demand.ts'
import type { Clock } from '../clock.ts'
import type { Charge, PricedProduct } from '../operations/kit.ts'
import { readAmountToPay } from '../orders/amount-to-pay.ts'
import type { AccountReads } from '../inventory/reads.ts'
import { expiryOf } from './expiry.ts'
import { priceCodes } from './price-codes.ts'

/** One product of a quote for the whole term and number; the list price, since discounts are given on the sum. */
export type QuoteLine = { product: PricedProduct; officialMinor: number | null }

/**
 * Money in minor units of `currency`: for the whole purchase and term, or the difference until the term ends, below 0
 * where it is paid back.
 */
export type Quote = {
  state: 'priced'
  amountMinor: number
  officialMinor: number
  discountMinor: number
  discountName: string | null
  currency: string
  lines: QuoteLine[]
  /** Of a difference: what a month costs before and after, for how many months it is reckoned, and until when (ISO). */
  change: { fromMonthMinor: number; toMonthMinor: number; months: number; until: string } | null
  /** ISO. */
  quotedAt: string
}

/** What an hour of use costs before and after, in millionths of the currency unit; nothing is ordered. */
export type UsageQuote = {
  state: 'usage'
  fromHourMillionths: number
  toHourMillionths: number
  currency: string
  /** ISO. */
  quotedAt: string
}

/** Why there is no price, as a message key; a purchase is possible all the same, and the order's amount is checked. */
export type NoQuote = {
  state: 'unavailable'
  reason:
    | 'quote.unknownProduct'
    | 'quote.noBillingRight'
    | 'quote.unreadable'
    | 'quote.noTerm'
    | 'quote.noCharge'
    | 'quote.orderWithoutAmount'
}

/**
 * What `charge` costs as billing says it now. Without the right to ask, or for products that billing does not know under
 * our codes, there is no price. Throws CloudError when the cloud cannot be asked at all.
 */
export async function quote(reads: AccountReads, charge: Charge, clock: Clock): Promise<Quote | UsageQuote | NoQuote> {
  switch (charge.kind) {
    case 'purchase':
      return await quoteProducts(reads, charge.products, clock)
    case 'difference':
      return await quoteDifference(reads, charge, clock)
    case 'usage':
      return await quoteUsage(reads, charge, clock)
    case 'order':
      return await quoteOrder(reads, charge, clock)
    case 'none':
      return { state: 'unavailable', reason: 'quote.noCharge' }
  }
}

async function quoteProducts(
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
    change: null,
    quotedAt: clock.now().toISOString(),
  }
}

/** The difference of the monthly prices for every month that is left; a begun month counts whole. */
async function quoteDifference(
  reads: AccountReads,
  charge: Extract<Charge, { kind: 'difference' }>,
  clock: Clock,
): Promise<Quote | NoQuote> {
  const expiresAt = await expiryOf(reads, charge)
  if (expiresAt === undefined) return { state: 'unavailable', reason: 'quote.noTerm' }
  const [before, after] = await Promise.all([
    charge.from.length === 0 ? undefined : quoteProducts(reads, charge.from, clock),
    charge.to.length === 0 ? undefined : quoteProducts(reads, charge.to, clock),
  ])
  if (before?.state === 'unavailable') return before
  if (after?.state === 'unavailable') return after
  const from = before ?? nothing(after)
  const to = after ?? nothing(before)
  if (!from || !to) return { state: 'unavailable', reason: 'quote.noCharge' }
  if (from.currency !== to.currency) return { state: 'unavailable', reason: 'quote.unreadable' }
  const months = monthsUntil(expiresAt, clock.now())
  const amountMinor = (to.amountMinor - from.amountMinor) * months
  const officialMinor = (to.officialMinor - from.officialMinor) * months
  return {
    ...to,
    amountMinor,
    officialMinor,
    discountMinor: 0,
    change: {
      fromMonthMinor: from.amountMinor,
      toMonthMinor: to.amountMinor,
      months,
      until: expiresAt.toISOString(),
    },
  }
}

/** No product at all, priced as `other` is. */
const nothing = (other: Quote | undefined): Quote | undefined =>
  other && { ...other, amountMinor: 0, officialMinor: 0, discountMinor: 0, lines: [] }

/** What an order asks for, and what is left of it to pay; its lines are the order's own. */
async function quoteOrder(
  reads: AccountReads,
  charge: Extract<Charge, { kind: 'order' }>,
  clock: Clock,
): Promise<Quote | NoQuote> {
  const now = clock.now()
  const answer = await orReason(() => readAmountToPay(reads, charge, now))
  if ('reason' in answer) return answer
  const { order, amountMinor } = answer
  if (amountMinor === undefined || order.amountMinor === undefined)
    return { state: 'unavailable', reason: 'quote.orderWithoutAmount' }
  return {
    state: 'priced',
    amountMinor,
    officialMinor: order.amountMinor,
    discountMinor: order.amountMinor - amountMinor,
    discountName: null,
    currency: order.currency,
    lines: [],
    change: null,
    quotedAt: now.toISOString(),
  }
}

async function quoteUsage(
  reads: AccountReads,
  { from, to }: Extract<Charge, { kind: 'usage' }>,
  clock: Clock,
): Promise<UsageQuote | NoQuote> {
  const hourOf = async (products: readonly PricedProduct[]) => {
    const asked = products.map((product, index) => toBilling(product, String(index), reads.region))
    return await orReason(() => onDemandRate(reads, asked))
  }
  const [before, after] = await Promise.all([hourOf(from), hourOf(to)])
  if ('reason' in before) return before
  if ('reason' in after) return after
  if (before.currency !== after.currency) return { state: 'unavailable', reason: 'quote.unreadable' }
  return {
    state: 'usage',
    fromHourMillionths: before.amountMillionths,
    toHourMillionths: after.amountMillionths,
    currency: after.currency,
    quotedAt: clock.now().toISOString(),
  }
}

/** Calendar months from `now` until `end`, at least one; a begun month counts whole. */
export function monthsUntil(end: Date, now: Date): number {
  let months = 1
  while (addMonths(now, months) < end) months += 1
  return months
}

/** The same day so many months later, or the last day of that month, in UTC. */
function addMonths(at: Date, months: number): Date {
  const moved = new Date(at)
  moved.setUTCDate(1)
  moved.setUTCMonth(at.getUTCMonth() + months)
  const lastDay = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate()
  moved.setUTCDate(Math.min(at.getUTCDate(), lastDay))
  return moved
}

/** What is frozen with a request of its price, each null where there is none. Throws CloudError as `quote` does. */
export async function quoteFor(reads: AccountReads, charge: Charge, clock: Clock) {
  const found = await quote(reads, charge, clock)
  switch (found.state) {
    case 'unavailable':
      return { price: null, usage: null }
    case 'usage': {
      const { fromHourMillionths, toHourMillionths, currency, quotedAt } = found
      return { price: null, usage: { fromHourMillionths, toHourMillionths, currency, quotedAt } }
    }
    case 'priced': {
      const { amountMinor, officialMinor, currency, quotedAt } = found
      return { price: { amountMinor, officialMinor, currency, quotedAt }, usage: null }
    }
  }
}

const rateOrReason = (reads: AccountReads, asked: ReturnType<typeof toBilling>[]): Promise<Rate | NoQuote> =>
  orReason(() => subscribeRate(reads, asked))

async function orReason<T>(ask: () => Promise<T>): Promise<T | NoQuote> {
  try {
    return await ask()
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
