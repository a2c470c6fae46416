'use client'

import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { announce } from '#components/ui/live-region.tsx'
import { manyChanged } from '#lib/live/event.ts'
import { gatherKeys } from './gather-keys.ts'
import { openLiveSource } from './live-source.ts'
import { touchedKeys } from './touched-keys.ts'

const loadBars = () => import('./live-bars.tsx')
const LiveLostBar = lazy(async () => ({ default: (await loadBars()).LiveLostBar }))
const LiveEndedBar = lazy(async () => ({ default: (await loadBars()).LiveEndedBar }))

/** Announcements that come together are answered by one round of reads. */
const gatherMs = 150
/** While a whole account is read, many things change many times a second: lists follow at a pace that people can. */
const gatherManyMs = 2_000

/** A short gap is not worth a word. */
const lostAfterMs = 4_000

type Standing = { state: 'live' } | { state: 'lost'; since: number } | { state: 'ended' }

/** Keeps what the page shows true: one stream of changes, each making exactly the touched reads old. */
export function Live() {
  const t = useTranslations('live')
  const client = useQueryClient()
  const [standing, setStanding] = useState<Standing>({ state: 'live' })
  useEffect(() => {
    const refresh = (queryKey: QueryKey) => void client.invalidateQueries({ queryKey })
    const touched = gatherKeys(gatherMs, refresh)
    const touchedByMany = gatherKeys(gatherManyMs, refresh)
    let lost: ReturnType<typeof setTimeout> | undefined
    const close = openLiveSource('/api/events', {
      onEvent: (event) => (event.id === manyChanged ? touchedByMany : touched).add(touchedKeys(event)),
      onResync: () => void client.invalidateQueries(),
      onLive: () => {
        clearTimeout(lost)
        lost = undefined
        setStanding((was) => {
          if (was.state === 'lost') announce(t('back'), 'live')
          return { state: 'live' }
        })
      },
      onLost: () => {
        const since = Date.now()
        lost ??= setTimeout(() => setStanding({ state: 'lost', since }), lostAfterMs)
      },
      onEnded: () => {
        clearTimeout(lost)
        setStanding({ state: 'ended' })
      },
    })
    return () => {
      close()
      touched.close()
      touchedByMany.close()
      clearTimeout(lost)
    }
  }, [client, t])
  // Loaded behind the first view: once the console is out of reach it is too late.
  useEffect(() => void loadBars(), [])
  if (standing.state === 'live') return null
  return (
    <Suspense>
      {standing.state === 'ended' ? (
        <LiveEndedBar />
      ) : (
        <LiveLostBar since={standing.since} onRefresh={() => void client.invalidateQueries()} />
      )}
    </Suspense>
  )
}
