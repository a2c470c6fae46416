import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Charge } from '#lib/operations/kit.ts'
import { quoteQuery } from '#lib/quotes/queries.ts'

/** The price of a charge as billing says it now; the one before stays while the next is asked for. Nothing is asked for what is free. */
export function useQuote(accountId: string | undefined, charge: Charge | undefined) {
  return useQuery({
    ...quoteQuery(accountId ?? '', charge ?? { kind: 'none' }),
    enabled: accountId !== undefined && charge !== undefined && charge.kind !== 'none',
    placeholderData: keepPreviousData,
  })
}
