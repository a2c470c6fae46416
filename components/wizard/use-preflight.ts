import { useQuery } from '@tanstack/react-query'
import type { Preflight } from '#lib/operations/lookups.ts'
import { readRoute } from '#lib/read-route.ts'

type Answer = { lines: Preflight[]; checkedAt: string }

/** What must be true of an account before anything can be asked for in it; nothing is asked before there is one. */
export const usePreflight = (accountId: string | undefined) =>
  useQuery({
    queryKey: ['preflight', accountId],
    queryFn: ({ signal }) => readRoute<Answer>(`/api/accounts/${accountId}/preflight`, {}, signal),
    staleTime: 60_000,
    enabled: accountId !== undefined,
  })
