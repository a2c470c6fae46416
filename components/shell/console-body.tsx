'use client'

import {
  type DehydratedState,
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
  useQuery,
} from '@tanstack/react-query'
import { lazy, startTransition, Suspense, useEffect, useState, type ComponentProps, type ReactNode } from 'react'
import { SearchHost } from '#components/search/search-host.tsx'
import type { SessionActions } from '#components/session/session-watch.tsx'
import { deskCountQuery } from '#lib/requests/desk-query.ts'
import { waitingQuery } from '#lib/requests/waiting-query.ts'
import { Live } from './live.tsx'
import { PurchasesBanner, type ResumePurchases } from './purchases-banner.tsx'
import { untilLoaded } from './until-loaded.ts'
import { useAlive } from './use-alive.ts'

const SessionWatch = lazy(async () => ({
  default: (await untilLoaded(() => import('#components/session/session-watch.tsx'))).SessionWatch,
}))

/** What waits for this person and what lies on the desk of one account, or of all. */
export type Counts = { account: string | undefined; waiting: number | undefined; onDesk: number | undefined }

type Props = {
  /** What the server has read for the frame. */
  state: DehydratedState
  account: string | undefined
  decides: boolean
  search: ComponentProps<typeof SearchHost>
  resumePurchases: ResumePurchases
  session: SessionActions
  leave: () => Promise<void>
  /** The newest live event that the server had heard of when it read the page. */
  liveSince: string
  /** Hears the counts of the navigation as they change. */
  onCounted: (counts: Counts) => void
  children: ReactNode
}

/** Inside the frame: the cache of what was read, what keeps it true, and the page. */
export function ConsoleBody({
  state,
  search,
  resumePurchases,
  session,
  leave,
  liveSince,
  children,
  ...counted
}: Props) {
  const isAlive = useAlive()
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { staleTime: 10_000, refetchOnWindowFocus: true, retry: 1 } } }),
  )
  return (
    <QueryClientProvider client={client}>
      <HydrationBoundary state={state}>
        <PurchasesBanner resume={resumePurchases} />
        {/* Loaded with the cache, not on its own: what says that the console is out of reach must not need it. */}
        {isAlive && <Live since={liveSince} />}
        {/* A boundary that comes with it: one that was there before would keep all the rest waiting for it. */}
        {isAlive && (
          <Suspense>
            <SessionWatch actions={session} leave={leave} />
          </Suspense>
        )}
        <Counting {...counted} />
        {children}
        {isAlive && <SearchHost {...search} />}
      </HydrationBoundary>
    </QueryClientProvider>
  )
}

function Counting({ account, decides, onCounted }: Pick<Props, 'account' | 'decides' | 'onCounted'>) {
  const { data: waiting } = useQuery({ ...waitingQuery(account), enabled: decides })
  const { data: onDesk } = useQuery(deskCountQuery(account))
  useEffect(() => startTransition(() => onCounted({ account, waiting, onDesk })), [account, waiting, onDesk, onCounted])
  return null
}
