import { createHash } from 'node:crypto'
import { utc } from './clock.ts'
import type { World } from './world/world.ts'

/**
 * What became of a write. `accepted`: the cloud acted, whether or not its answer arrived. `failed`: a fault stopped it
 * before anything happened. The rest were turned away.
 */
export type Outcome = 'accepted' | 'refused' | 'failed' | 'throttled' | 'unauthenticated'

/** One write as it arrived; the names are an interface of this project, see the guide. */
export type LedgerEntry = {
  at: string
  service: string
  method: string
  path: string
  body: string
  body_sha256: string
  request_id: string
  order_id: string | null
  job_id: string | null
  outcome: Outcome
}

export type Arrival = { service: string; method: string; path: string; body: Buffer; requestId: string; at: number }

/** Enters a write at the moment it arrives; the caller fills in what became of it. */
export function enter(world: World, arrival: Arrival): LedgerEntry {
  const entry: LedgerEntry = {
    at: utc(arrival.at),
    service: arrival.service,
    method: arrival.method,
    path: arrival.path,
    body: arrival.body.toString('utf8'),
    body_sha256: createHash('sha256').update(arrival.body).digest('hex'),
    request_id: arrival.requestId,
    order_id: null,
    job_id: null,
    outcome: 'failed',
  }
  world.ledger.push(entry)
  return entry
}
