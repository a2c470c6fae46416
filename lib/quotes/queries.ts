import { queryOptions } from '@tanstack/react-query'
import type { DrawnBudget } from '../insights/used-percent.ts'
import { readRoute } from '../read-route.ts'
import type { Charge } from '../operations/kit.ts'
import type { NoQuote, Quote, UsageQuote } from './quote.ts'

/** A price with the monthly budget that it would draw on; null where there is none. */
export type PricedQuote = Quote & { budget: DrawnBudget | null }
export type QuoteAnswer = PricedQuote | UsageQuote | NoQuote

/** A price is asked again after this many milliseconds while it is looked at. */
const askAgainMs = 60_000

export const quoteKey = (accountId: string) => ['quote', accountId] as const

export const quoteQuery = (accountId: string, charge: Charge) =>
  queryOptions({
    queryKey: [...quoteKey(accountId), charge] as const,
    queryFn: ({ signal }) =>
      readRoute<QuoteAnswer>(`/api/accounts/${accountId}/quote`, { charge: JSON.stringify(charge) }, signal),
    staleTime: askAgainMs,
    refetchInterval: askAgainMs,
  })
