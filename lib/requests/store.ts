import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '../db/client.ts'
import { type RequestEvent, type RequestState, isState, sources, target } from './machine.ts'

export type Mover = { kind: 'person' | 'worker' | 'system'; id: string }

/** Why a request is where it is, for people: message key with parameters, and the cloud's own code and words. */
export type StateReason = { words: string; code?: string; message?: string }

export type MoneyState = 'none' | 'unpaid' | 'paying' | 'paid' | 'cancelled' | 'refunded'
export type DeliveryState = 'none' | 'waiting' | 'provisioning' | 'delivered' | 'partial' | 'failed'

export type Move = {
  id: string
  event: RequestEvent
  by: Mover
  /** Facts for the audit row. */
  detail?: Record<string, unknown>
  /** The move is the holder's alone: it happens only while the request's fence is this. */
  fence?: number
  /** Shown with the new state; absent clears it. */
  reason?: StateReason
  money?: MoneyState
  delivery?: DeliveryState
  /** Milliseconds from now, by the database clock, after which a worker looks at it at the latest; null: never. */
  wakeInMs?: number | null
  /** Since when, by the database clock, whoever woke it is heard: then it is looked at at once, since what leads to the move may be over. */
  wokenSince?: string
  /** How long the mover keeps it to itself from here, in milliseconds; absent: let go at once. */
  leaseMs?: number
  /** Replaces the content: a new version with its own hash, price and expiry. */
  content?: {
    version: number
    approvalHash: string
    fingerprint: string
    amountMinor: number | null
    currency: string | null
    expiresAt: string
  }
}

const Row = z.object({
  id: z.string(),
  state: z.string().refine(isState),
  was: z.string().refine(isState),
  fence: z.coerce.number(),
})
export type Moved = { id: string; state: RequestState; was: RequestState; fence: number }

/** `ms` from now by the database clock. */
export const inMs = (ms: number): SQL => sql`clock_timestamp() + make_interval(secs => ${ms / 1000}::double precision)`

/** When it is looked at next: in `ms`, or never; what it was woken to between `since` and now goes before. */
export function wakeAt(ms: number | null, since?: string): SQL {
  const next = ms === null ? sql`null` : inMs(ms)
  if (since === undefined) return next
  const woken = sql`wake_at > ${since}::timestamptz and wake_at <= clock_timestamp()`
  return sql`case when ${woken} then wake_at else ${next} end`
}

/**
 * The only code that changes a request's state. One statement checks the states that `event` may leave (and the fence),
 * writes the new state and records it in the audit. Returns undefined when somebody was faster; throws when the
 * database's own guards refuse.
 */
export async function move(db: Queryable, m: Move): Promise<Moved | undefined> {
  const became = target(m.event)
  const changes: SQL[] = [
    sql`state = ${became}`,
    sql`changed_at = clock_timestamp()`,
    sql`state_reason = ${m.reason ? JSON.stringify(m.reason) : null}::jsonb`,
    sql`lease_until = ${m.leaseMs === undefined ? sql`null` : inMs(m.leaseMs)}`,
  ]
  if (m.wakeInMs !== undefined) changes.push(sql`wake_at = ${wakeAt(m.wakeInMs, m.wokenSince)}`)
  if (m.money) changes.push(sql`money_state = ${m.money}`)
  if (m.delivery) changes.push(sql`delivery_state = ${m.delivery}`)
  if (m.content) {
    const c = m.content
    changes.push(
      sql`version = ${c.version}, approval_hash = ${c.approvalHash}, fingerprint = ${c.fingerprint}, amount_minor = ${c.amountMinor}, currency = ${c.currency}, expires_at = ${c.expiresAt}::timestamptz`,
    )
  }
  const held = m.fence === undefined ? sql`true` : sql`fence = ${m.fence}`
  const { rows } = await db.execute(sql`
    with before as (
      select id, state from request where id = ${m.id} and state in ${sources(m.event)} and ${held} for update
    ), after as (
      update request r set ${sql.join(changes, sql`, `)} from before b where r.id = b.id
      returning r.id, r.state, r.fence, r.account_id, b.state as was
    ), recorded as (
      insert into audit (actor_kind, actor_id, event, request_id, account_id, was, became, detail)
      select ${m.by.kind}, ${m.by.id}, ${`request.${m.event}`}, id, account_id, was, state, ${JSON.stringify(m.detail ?? {})}::jsonb from after
    )
    select id, state, was, fence from after`)
  return rows[0] === undefined ? undefined : Row.parse(rows[0])
}

/**
 * Writes an audit row for something that moves no request. Call it in the transaction of the change it records; a change of
 * settings says what was and what is in `detail.before` and `detail.after`, never a secret.
 */
export async function record(
  db: Queryable,
  row: { event: string; by: Mover; requestId?: string; accountId?: string; detail?: Record<string, unknown> },
): Promise<void> {
  await db.execute(sql`
    insert into audit (actor_kind, actor_id, event, request_id, account_id, detail)
    values (${row.by.kind}, ${row.by.id}, ${row.event}, ${row.requestId ?? null}, ${row.accountId ?? null}, ${JSON.stringify(row.detail ?? {})}::jsonb)`)
}

/**
 * Notes what the cloud is at with a request, once for each change of it. Nothing is written for a holder that no longer
 * is one.
 *
 * @param words a message key, with parameters after a bar
 */
export async function recordProgress(
  db: Queryable,
  { id, fence, by, words }: { id: string; fence: number; by: Mover; words: string },
): Promise<void> {
  await db.execute(sql`
    insert into audit (actor_kind, actor_id, event, request_id, account_id, detail)
    select ${by.kind}, ${by.id}, 'request.progress', id, account_id, ${JSON.stringify({ words })}::jsonb from request
    where id = ${id} and fence = ${fence} and ${words} is distinct from (
      select detail ->> 'words' from audit where request_id = ${id} and event = 'request.progress' order by seq desc limit 1)`)
}
