'use client'

import { useCallback, useSyncExternalStore } from 'react'
import { useNow } from 'use-intl/react'
import { Ticker } from './ticker.ts'

const tickers = new Map<number, Ticker>()

function tickerOf(everyMs: number): Ticker {
  const ticker = tickers.get(everyMs) ?? new Ticker(everyMs)
  tickers.set(everyMs, ticker)
  return ticker
}

/** The time, kept true while the page is open: first that of the server's drawing, then told anew every `everyMs`. */
export function useNowEvery(everyMs: number): Date {
  const drawnAt = useNow()
  const ticker = tickerOf(everyMs)
  const now = useSyncExternalStore(
    ticker.follow,
    ticker.read,
    useCallback(() => undefined, []),
  )
  return now === undefined ? drawnAt : new Date(now)
}
