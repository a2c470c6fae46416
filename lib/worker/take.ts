import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Transaction } from '../db/client.ts'
import { isEnd, isState, type RequestState, requestStates } from '../requests/machine.ts'
import { type StateReason, inMs, wakeAt } from '../requests/store.ts'
import type { WorkerDeps } from './deps.ts'

export const Held = z.object({
  id: z.string(),
  state: z.string().refine(isState),
  operation: z.string(),
  account_id: z.string(),
  version: z.number(),
  approval_hash: z.string(),
  fingerprint: z.string(),
  amount_minor: z.coerce.number().nullable(),
  currency: z.string().nullable(),
  fence: z.coerce.number(),
  is_expired: z.boolean(),
  /** Milliseconds until the request expires. */
  expires_in_ms: z.coerce.number(),
  /** How far this host's clock is from the database's. */
  db_now: z.coerce.date(),
  /** The same to the microsecond, as the database writes it. An answer that an older worker left on its disk has none. */
  taken_at: z.string().default('infinity'),
  state_age_ms: z.coerce.number(),
  /** The words of what people are told it waits for. An answer that an older worker left on its disk has none. */
  waits_for: z.string().nullable().default(null),
})

/** A request this worker holds: every write on it names the fence, so that a stale holder changes nothing. */
export type Held = z.output<typeof Held>

/** States that something may still come of. */
export const open: readonly RequestState[] = requestStates.filter((state) => !isEnd(state))

/** Takes the request for as long as one write may take, unless it is in another state or somebody else holds it. */
export async function take(deps: WorkerDeps, id: string, states = open): Promise<Held | undefined> {
  const { rows } = await deps.db.execute(sql`
    update request set fence = fence + 1, lease_until = ${inMs(deps.horizons.sendMs)}
    where id = ${id} and state in ${states} and (lease_until is null or lease_until < clock_timestamp())
    returning id, state, operation, account_id, version, approval_hash, fingerprint, amount_minor, currency, fence,
      expires_at <= clock_timestamp() as is_expired,
      extract(epoch from expires_at - clock_timestamp()) * 1000 as expires_in_ms,
      clock_timestamp() as db_now, clock_timestamp()::text as taken_at,
      extract(epoch from clock_timestamp() - changed_at) * 1000 as state_age_ms,
      state_reason ->> 'words' as waits_for`)
  return rows[0] === undefined ? undefined : Held.parse(rows[0])
}

/**
 * Lets go and asks to be looked at again in `wakeInMs`; at once where somebody woke it while it was held, since what this look
 * found may be over. `reason` replaces what people are told, when given.
 */
export async function later(deps: WorkerDeps, held: Held, wakeInMs: number, reason?: StateReason): Promise<void> {
  await deps.db.execute(sql`
    update request set lease_until = null, wake_at = ${wakeAt(wakeInMs, held.taken_at)}
      ${reason ? sql`, state_reason = ${JSON.stringify(reason)}::jsonb` : sql``}
    where id = ${held.id} and fence = ${held.fence} and state = ${held.state}`)
}

/** Lets go until a person asks for something, as somebody may have while it was held: nothing happens by itself. */
export async function restUntilAsked(deps: WorkerDeps, held: Held): Promise<void> {
  await deps.db.execute(sql`
    update request set lease_until = null, wake_at = ${wakeAt(null, held.taken_at)}
    where id = ${held.id} and fence = ${held.fence} and state = ${held.state}`)
}

/** Whether the request is this holder's still; it stays so until the transaction ends. */
export async function isStillHeld(tx: Transaction, held: Held): Promise<boolean> {
  const { rowCount } = await tx.execute(
    sql`select from request where id = ${held.id} and fence = ${held.fence} and state = ${held.state} for update`,
  )
  return rowCount === 1
}

/** Requests in one of `states` that want a look now: the truth behind the queue's messages, so that a lost one costs seconds. */
export async function due(deps: WorkerDeps, states: readonly RequestState[], limit: number): Promise<string[]> {
  const { rows } = await deps.db.execute(sql`
    select id from request
    where wake_at <= clock_timestamp() and (lease_until is null or lease_until < clock_timestamp()) and state in ${states}
    order by wake_at limit ${limit}`)
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map((row) => row.id)
}
