import type { Cloud } from '../cloud/cloud.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../db/client.ts'
import type { AccountReads } from '../inventory/reads.ts'
import type { Mover } from '../requests/store.ts'
import type { Spool } from './spool.ts'
import type { TideMark } from './tide-mark.ts'

/** The protocol's times, in milliseconds. Tests shorten them; their order stays. */
export type Horizons = {
  /** From signing until an unanswered purchase may be called absent: signature life, skew, listing lag. */
  absentAfterMs: number
  /** How long one write may take, from its intent row to the end of its answer. */
  sendMs: number
  /** Between two looks at something that moves. */
  pollMs: number
}

/** What every step of the worker is given. */
export type WorkerDeps = {
  db: Database
  clock: Clock
  workerId: string
  horizons: Horizons
  /** 32 bytes in base64: seals what is kept of the cloud's answers. */
  dataKey: string
  /** Where an answer waits until it is recorded. */
  spool: Spool
  /** How far the database had come, on the same disk; absent where a test has no use for one. */
  tideMark?: TideMark
  /** Signed with the read key. */
  reads(accountId: string): Promise<AccountReads>
  /** Signed with the spending key: opened here, for an approved request only. */
  spends(accountId: string): Promise<Cloud>
  /** A named step of the protocol for a request; tests end or pause the process there. */
  passed(step: KillPoint, requestId: string): Promise<void>
}

export type KillPoint =
  | 'taken'
  | 'claimed'
  | 'taken_on'
  | 'checked'
  | 'signed'
  | 'intent'
  | 'answered'
  | 'spooled'
  | 'recorded'
  | 'order_read'
  | 'pay_intent'
  | 'pay_answered'
  | 'pay_spooled'
  | 'pay_recorded'

export const mover = (deps: WorkerDeps): Mover => ({ kind: 'worker', id: deps.workerId })

/** How long a sender keeps its request: longer than its one write may take, so that nobody calls a live sender lost. */
export const sendingLeaseMs = ({ sendMs }: Horizons): number => sendMs * 1.5
