import { queryOptions } from '@tanstack/react-query'
import { readRoute } from '../read-route.ts'
import type { PricedProduct } from '../operations/kit.ts'
import type { NoQuote, Quote } from './quote.ts'

/** A price is asked again after this many milliseconds while it is looked at. */
const askAgainMs = 60_000

export const quoteKey = (accountId: string) => ['quote', accountId] as const

export const quoteQuery = (accountId: string, products: readonly PricedProduct[]) =>
  queryOptions({
    queryKey: [...quoteKey(accountId), products] as const,
    queryFn: ({ signal }) =>
      readRoute<Quote | NoQuote>(`/api/accounts/${accountId}/quote`, { products: JSON.stringify(products) }, signal),
    staleTime: askAgainMs,
    refetchInterval: askAgainMs,
  })
