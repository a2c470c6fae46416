'use client'

import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { announce } from '#components/ui/live-region.tsx'
import { watchBroughtReads } from './brought-reads.ts'
import { followChanges } from './follow-changes.ts'
import { LiveBar } from './live-bar.tsx'
import { openLiveSource } from './live-source.ts'
import { followLive, type LiveState } from './live-state.ts'
import { putIntoLists } from './put-rows.ts'
import { touchedKeys } from './touched-keys.ts'
import { tellBack } from './when-back.ts'

/**
 * Keeps what the page shows true: one stream of changes, each making exactly the touched reads old. `since` is where the
 * stream was when the server read what the page shows.
 */
export function Live({ since }: { since: string }) {
  // A layout that is drawn anew knows a later place; this stream goes on by itself.
  const [begin] = useState(since)
  const t = useTranslations('live.back')
  const client = useQueryClient()
  const [state, setState] = useState<LiveState>({ state: 'well' })
  useEffect(() => {
    const changes = followChanges({
      read: (queryKey) => outdate(client, { queryKey }),
      put: (rows) => putIntoLists(client, rows),
    })
    const brought = watchBroughtReads(client)
    const live = followLive((next) => {
      setState(next)
      if (next.state !== 'back') return
      announce(t(next.part), 'live')
      readFailedAgain(client)
      tellBack()
    })
    const close = openLiveSource('/api/events', begin, {
      onEvent: (event) => {
        brought.touch(touchedKeys(event))
        changes.hear(event)
      },
      onRows: (rows) => changes.put(rows),
      onResync: () => {
        void outdate(client)
        tellBack()
      },
      onStanding: (standing) => live.stand(standing),
      onLost: live.lose,
      onDatabaseAway: live.missDatabase,
      onCrowded: live.missRoom,
      onEnded: live.end,
    })
    return () => {
      close()
      live.close()
      brought.close()
      changes.close()
    }
  }, [client, begin, t])
  if (state.state === 'well') return null
  return <LiveBar state={state} onRefresh={() => void client.invalidateQueries()} />
}

/** Reads again what somebody may be looking at. A page that is hidden reads it when it is shown, as the cache does. */
const outdate = (client: QueryClient, filters: { queryKey?: QueryKey } = {}): Promise<void> =>
  client.invalidateQueries({ ...filters, refetchType: document.visibilityState === 'hidden' ? 'none' : 'active' })

/** What could not be read while a part was away, whether or not it has changed since. */
const readFailedAgain = (client: QueryClient): void =>
  void client.refetchQueries({ type: 'active', predicate: (query) => query.state.status === 'error' })
