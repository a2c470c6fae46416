import { dehydrate, QueryClient, type DehydratedState, type QueryKey } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { CacheLater } from './cache-later.tsx'

type Read = { key: QueryKey; data: unknown }
type Props = { queries: Read[]; children: ReactNode }

/** Hands what the server has read to the browser's cache, so that the first paint asks for nothing. */
export function Prefetched({ queries, children }: Props) {
  return <CacheLater state={cached(queries)}>{children}</CacheLater>
}

/** What the server has read in the form that the browser's cache takes. */
export function cached(queries: Read[]): DehydratedState {
  const client = new QueryClient()
  for (const { key, data } of queries) client.setQueryData(key, data)
  return dehydrate(client)
}
