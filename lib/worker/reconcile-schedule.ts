import type { Horizons } from './deps.ts'

/** The horizon for which the schedule below is written; shorter ones shrink it alike. */
const usualHorizonMs = 30 * 60_000
const firstMs = [5_000, 15_000, 30_000, 60_000]
const everyMs = 60_000
const slowAfter = firstMs.length + 34
const slowMs = 3_600_000

/** Milliseconds until look-up number `scan` (from 0) of an unanswered purchase: close at first, hourly after 35 minutes. */
export function nextScanInMs(scan: number, { absentAfterMs }: Horizons): number {
  const usual = firstMs[scan] ?? (scan < slowAfter ? everyMs : slowMs)
  return Math.max(50, Math.round((usual * absentAfterMs) / usualHorizonMs))
}

/** An order found this long after its request was called absent is still told; in milliseconds. */
export const lateSweepMs = 7 * 24 * 3_600_000
