import { queryOptions } from '@tanstack/react-query'
import { readRoute } from '../read-route.ts'
import type { Charge } from '../operations/kit.ts'
import type { NoQuote, Quote, UsageQuote } from './quote.ts'

/** A price is asked again after this many milliseconds while it is looked at. */
const askAgainMs = 60_000

export const quoteKey = (accountId: string) => ['quote', accountId] as const

export const quoteQuery = (accountId: string, charge: Charge) =>
  queryOptions({
    queryKey: [...quoteKey(accountId), charge] as const,
    queryFn: ({ signal }) =>
      readRoute<Quote | UsageQuote | NoQuote>(
        `/api/accounts/${accountId}/quote`,
        { charge: JSON.stringify(charge) },
        signal,
      ),
    staleTime: askAgainMs,
    refetchInterval: askAgainMs,
  })
