import type { JobRow } from '../jobs/queries.ts'
import type { OrderRow } from '../orders/queries.ts'

export const liveTopics = [
  'request',
  'order',
  'job',
  'phone_server',
  'desktop',
  'ecs_server',
  'sync',
  'session',
  'session_renewal',
  'purchases',
] as const

/** In place of an id: many things of this kind changed at once. */
export const manyChanged = '*'

/** Which thing changed, never its content. */
export type LiveEvent = { topic: (typeof liveTopics)[number]; account?: string | undefined; id: string }

/**
 * A change as a page is told it while it happens. Where many pages hear of it, each reads its lists again at a moment of its
 * own within `spreadMs`.
 */
export type ToldChange = LiveEvent & { spreadMs?: number }

/** Rows that changed, each exactly as the list of its kind has it; only the key is of no list's order. */
export type LiveRows = { topic: 'order'; rows: OrderRow[] } | { topic: 'job'; rows: JobRow[] }

/** Whether what is told can be true: the web hears the database, and the worker carries out and mirrors. */
export type LiveStanding = {
  /** Since when the database does not answer (epoch milliseconds): what it announces is missed. */
  databaseAwaySince: number | null
  /** When the worker was last heard of, where it has fallen silent (epoch milliseconds); 0 when it never was. */
  workerSilentSince: number | null
}

export const allIsWell: LiveStanding = { databaseAwaySince: null, workerSilentSince: null }

/** Names of the server-sent events. `resync`: something may have been missed, ask for everything again. */
export const liveSignals = {
  changed: 'changed',
  rows: 'rows',
  resync: 'resync',
  standing: 'standing',
  beat: 'beat',
  ended: 'ended',
} as const

/** Even when nothing changes a stream says this often that it is there, so that a browser can tell silence from loss. */
export const beatEveryMs = 15_000
