'use client'

import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { announce } from '#components/ui/live-region.tsx'
import { allIsWell, manyChanged } from '#lib/live/event.ts'
import { gatherKeys } from './gather-keys.ts'
import { openLiveSource } from './live-source.ts'
import { touchedKeys } from './touched-keys.ts'

const loadBars = () => import('./live-bars.tsx')
const LiveBars = lazy(async () => ({ default: (await loadBars()).LiveBars }))

/** Announcements that come together are answered by one round of reads. */
const gatherMs = 150
/** While a whole account is read, many things change many times a second: lists follow at a pace that people can. */
const gatherManyMs = 2_000

/** A short gap is not worth a word. */
const lostAfterMs = 4_000

/** How long it is said that all is well again. */
const backForMs = 6_000

export type Standing = {
  /** `lost`: nothing is heard of changes since then; `back`: since a moment ago it is again. */
  live: { state: 'live' } | { state: 'lost'; since: number } | { state: 'back' } | { state: 'ended' }
  workerSilentSince: number | null
}

const wellHere: Standing = { live: { state: 'live' }, workerSilentSince: null }

/** Keeps what the page shows true: one stream of changes, each making exactly the touched reads old. */
export function Live() {
  const t = useTranslations('live')
  const client = useQueryClient()
  const [standing, setStanding] = useState(wellHere)
  useEffect(() => {
    const refresh = (queryKey: QueryKey) => void client.invalidateQueries({ queryKey })
    const touched = gatherKeys(gatherMs, refresh)
    const touchedByMany = gatherKeys(gatherManyMs, refresh)
    let lost: ReturnType<typeof setTimeout> | undefined
    let back: ReturnType<typeof setTimeout> | undefined
    let opened: ReturnType<typeof setTimeout> | undefined
    let now: Standing['live']['state'] = 'live'
    const become = (live: Standing['live']) => {
      now = live.state
      setStanding((was) => ({ ...was, live }))
    }
    const lose = () => {
      const since = Date.now()
      lost ??= setTimeout(() => become({ state: 'lost', since }), lostAfterMs)
    }
    const find = () => {
      clearTimeout(lost)
      lost = undefined
      if (now !== 'lost') return
      announce(t('back'), 'live')
      become({ state: 'back' })
      clearTimeout(back)
      back = setTimeout(() => {
        if (now === 'back') become({ state: 'live' })
      }, backForMs)
    }
    let isDeaf = false
    const close = openLiveSource('/api/events', {
      onEvent: (event) => (event.id === manyChanged ? touchedByMany : touched).add(touchedKeys(event)),
      onResync: () => void client.invalidateQueries(),
      onStanding: (told) => {
        isDeaf = told.isDeaf
        setStanding((was) => ({ ...was, workerSilentSince: told.workerSilentSince }))
        if (isDeaf) lose()
        else find()
      },
      // A stream that opens says at once when something is wrong behind it.
      onLive: () => {
        isDeaf = false
        setStanding((was) => ({ ...was, workerSilentSince: allIsWell.workerSilentSince }))
        opened = setTimeout(() => {
          if (!isDeaf) find()
        }, gatherMs)
      },
      onLost: lose,
      onEnded: () => {
        clearTimeout(lost)
        become({ state: 'ended' })
      },
    })
    return () => {
      close()
      touched.close()
      touchedByMany.close()
      for (const timer of [lost, back, opened]) clearTimeout(timer)
    }
  }, [client, t])
  // Loaded behind the first view: once the console is out of reach it is too late.
  useEffect(() => void loadBars(), [])
  if (standing.live.state === 'live' && standing.workerSilentSince === null) return null
  return (
    <Suspense>
      <LiveBars standing={standing} onRefresh={() => void client.invalidateQueries()} />
    </Suspense>
  )
}
