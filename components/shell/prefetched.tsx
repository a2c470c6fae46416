import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from '@tanstack/react-query'
import type { ReactNode } from 'react'

type Props = { queries: { key: QueryKey; data: unknown }[]; children: ReactNode }

/** Hands what the server has read to the browser's cache, so that the first paint asks for nothing. */
export function Prefetched({ queries, children }: Props) {
  const client = new QueryClient()
  for (const { key, data } of queries) client.setQueryData(key, data)
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>
}
