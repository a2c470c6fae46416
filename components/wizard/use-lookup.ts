'use client'

import { queryOptions, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query'
import { codeIn } from '#components/errors/code-in.ts'
import type { Choice, Choices } from '#components/form/choice.ts'
import { useText } from '#lib/i18n/use-text.ts'
import type { Lookups } from '#lib/operations/lookups.ts'
import { readRoute } from '#lib/read-route.ts'

export type LookupKind = keyof Lookups
export type LookupRows<Kind extends LookupKind> = Lookups[Kind] extends (...given: never[]) => Promise<infer Rows>
  ? Rows
  : never

/** Free addresses, phones and what an order costs are never kept (network-and-lookup.md §8); the rest is short-lived on the server as well. */
const keptMs: Partial<Record<LookupKind, number>> = {
  freeEips: 0,
  phones: 0,
  ordersNow: 0,
  orderCoupons: 0,
  orderDiscounts: 0,
}

/** Kinds that are asked about one thing: the subnets of a VPC, the phones of a server, the products for a desktop. */
const askedOfOne: ReadonlySet<LookupKind> = new Set<LookupKind>([
  'subnets',
  'phones',
  'resizeFlavors',
  'desktopProducts',
  'desktops',
  'desktopHosts',
  'ordersNow',
  'orderCoupons',
  'orderDiscounts',
])

/** The rows of one picker; `of` is the id of the one thing that they are asked about. */
export const lookupQuery = <Kind extends LookupKind>(accountId: string, kind: Kind, of?: string) =>
  queryOptions({
    queryKey: ['lookup', accountId, kind, of ?? null] as const,
    queryFn: async ({ signal }): Promise<LookupRows<Kind>> => {
      const path = `/api/accounts/${accountId}/lookups/${kind}`
      const { rows } = await readRoute<{ rows: LookupRows<Kind> }>(path, { of }, signal)
      return rows
    },
    staleTime: keptMs[kind] ?? 30_000,
  })

/** The rows of a picker for the chosen account; nothing is asked before there is one, and what it is asked `of`. */
export function useLookup<Kind extends LookupKind>(
  accountId: string | undefined,
  kind: Kind,
  of?: string,
): UseQueryResult<LookupRows<Kind>> {
  const isAsked = accountId !== undefined && (!askedOfOne.has(kind) || of !== undefined)
  return useQuery({ ...lookupQuery(accountId ?? '', kind, of), enabled: isAsked })
}

/** The faces of a picker: its rows as choices, or why there are none. */
export function useChoices<Row extends { disabled?: string }>(
  query: UseQueryResult<Row[]>,
  toChoice: (row: Row) => Choice,
): Choices {
  const text = useText()
  const { data, error, isPending, fetchStatus } = query
  if (data !== undefined)
    return {
      state: 'ready',
      choices: data.map((row) => {
        const choice = toChoice(row)
        const reason = choice.disabledReason ?? row.disabled
        return reason === undefined ? choice : { ...choice, disabledReason: text(reason) }
      }),
    }
  if (error !== null)
    return {
      state: 'failed',
      message: text(error.message),
      code: codeIn(error.message),
      retry: () => void query.refetch(),
    }
  return isPending && fetchStatus === 'idle' ? { state: 'ready', choices: [] } : { state: 'loading' }
}

/** The look-ups as the browser has them: what the steps asked is answered from its cache. */
export function useBrowserLookups(accountId: string): Lookups {
  const client = useQueryClient()
  const ask =
    <Kind extends keyof Lookups>(kind: Kind) =>
    () =>
      client.query(lookupQuery(accountId, kind))
  return {
    serverModels: ask('serverModels'),
    phoneModels: ask('phoneModels'),
    phoneImages: ask('phoneImages'),
    vpcs: ask('vpcs'),
    subnets: (vpcId) => client.query(lookupQuery(accountId, 'subnets', vpcId)),
    freeEips: ask('freeEips'),
    sharedBandwidths: ask('sharedBandwidths'),
    eipLines: ask('eipLines'),
    keypairs: ask('keypairs'),
    enterpriseProjects: ask('enterpriseProjects'),
    zones: ask('zones'),
    phones: (serverId) => client.query(lookupQuery(accountId, 'phones', serverId)),
    resizeFlavors: (serverId) => client.query(lookupQuery(accountId, 'resizeFlavors', serverId)),
    desktopProducts: (desktopId) => client.query(lookupQuery(accountId, 'desktopProducts', desktopId)),
    desktops: (desktopId) => client.query(lookupQuery(accountId, 'desktops', desktopId)),
    desktopHosts: (desktopId) => client.query(lookupQuery(accountId, 'desktopHosts', desktopId)),
    ordersNow: (orderId) => client.query(lookupQuery(accountId, 'ordersNow', orderId)),
    orderCoupons: (orderId) => client.query(lookupQuery(accountId, 'orderCoupons', orderId)),
    orderDiscounts: (orderId) => client.query(lookupQuery(accountId, 'orderDiscounts', orderId)),
  }
}
