import type { CallCounts } from './call-counts.ts'
import type { Fault } from './faults.ts'

/** What the gateway remembers between calls; a reset forgets it. */
export type Gateway = {
  locks: Map<string, { failures: number; lockedUntil: number }>
  buckets: Map<string, { tokens: number; filledAt: number }>
  faults: Fault[]
  calls: CallCounts
}

export const createGateway = (): Gateway => ({ locks: new Map(), buckets: new Map(), faults: [], calls: new Map() })
