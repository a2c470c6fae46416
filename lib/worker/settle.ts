import { and, desc, eq, ne, sql } from 'drizzle-orm'
import { z } from 'zod'
import { CloudError } from '../cloud/errors.ts'
import { showOrder } from '../cloud/services/bss-orders.ts'
import { orderCandidate } from '../db/desk-schema.ts'
import { attempt } from '../db/schema.ts'
import { findOperation } from '../operations/registry.ts'
import { Check } from '../requests/candidate.ts'
import { loadDocument } from '../requests/load.ts'
import { noteTrouble } from './account-state.ts'
import type { WorkerDeps } from './deps.ts'
import { writeCandidate, writeMissing } from './evidence.ts'
import type { Next } from './look.ts'
import { mirrorOrder } from './mirror.ts'
import { type Held, isStillHeld, later, restUntilAsked } from './take.ts'
import { type Sought, takenOrders, weigh, type Weighed } from './weigh.ts'

/** A call whose answer was lost. */
export type Lost = { id: string; scans: number; signedAt: Date }

export async function latestAttempt(deps: WorkerDeps, held: Held): Promise<Lost> {
  const [row] = await deps.db
    .select({ id: attempt.id, scans: attempt.scans, signedAt: attempt.signedAt })
    .from(attempt)
    .where(eq(attempt.requestId, held.id))
    .orderBy(desc(attempt.seq))
    .limit(1)
  if (!row) throw new Error('A request that may have been sent has no attempt')
  return row
}

/** What the order of `lost` is told by; undefined when its operation is not known any more. */
export async function soughtOf(deps: WorkerDeps, held: Held, lost: Lost): Promise<Sought | undefined> {
  const operation = findOperation(held.operation)
  if (!operation) return undefined
  const document = await loadDocument(deps.db, held.id, held.version)
  const mark = document.name.slice(-8)
  const { effect, hasOrder } = operation.prepare(document.input, { projectId: document.account.projectId, mark })
  return {
    effect,
    hasOrder,
    document,
    requestId: held.id,
    signedAt: lost.signedAt,
    horizonMs: deps.horizons.absentAfterMs,
    now: held.db_now,
  }
}

/** needs_person: reads the orders that could be this one, and those that people name, for them to decide by. */
export async function readForPeople(deps: WorkerDeps, held: Held): Promise<Next> {
  const lost = await latestAttempt(deps, held)
  const isRead = (await readAskedOrders(deps, held, lost)) !== undefined
  if (isRead) await restUntilAsked(deps, held)
  else await later(deps, held, deps.horizons.pollMs * 6)
  return 'rest'
}

/**
 * Reads what people ask for, and where one must decide the orders that only a list told of; writes how they compare.
 * Returns those that may be the request's own; undefined when some could not be read yet.
 */
export async function readAskedOrders(deps: WorkerDeps, held: Held, lost: Lost): Promise<string[] | undefined> {
  const asked = await unreadOrders(deps, held)
  const sought = asked.length === 0 ? undefined : await soughtOf(deps, held, lost)
  if (!sought) return []
  const fitting: string[] = []
  try {
    let isWhole = true
    for (const orderId of asked) {
      const read = await readOne(deps, held, { lost, sought, orderId })
      if (read === 'fits') fitting.push(orderId)
      if (read === 'later') isWhole = false
    }
    return isWhole ? fitting : undefined
  } catch (thrown) {
    await noteTrouble(deps, held.account_id, thrown)
    return undefined
  }
}

async function unreadOrders(deps: WorkerDeps, held: Held): Promise<string[]> {
  const { rows } = await deps.db.execute(sql`
    select order_id as id from order_candidate
    where request_id = ${held.id} and read_at is null and fit <> 'no' and ${held.state} = 'needs_person'
    union
    select q.order_id from order_question q
    left join order_candidate c on c.request_id = q.request_id and c.order_id = q.order_id
    where q.request_id = ${held.id} and (c.read_at is null or c.read_at < q.asked_at)`)
  return z
    .array(z.object({ id: z.string() }))
    .parse(rows)
    .map(({ id }) => id)
}

type One = { lost: Lost; sought: Sought; orderId: string }

/** Reads one order and writes how it compares. `later`: it was seen, and is not to be read yet. */
async function readOne(deps: WorkerDeps, held: Held, { lost, sought, orderId }: One): Promise<'fits' | 'no' | 'later'> {
  const reads = await deps.reads(held.account_id)
  try {
    const detail = await showOrder(reads, orderId)
    const taken = await takenOrders(deps.db, [orderId], held.id)
    const weighed = withNames(
      await weigh(reads, sought, { order: detail, detail, taken }),
      await namesOf(deps, held, orderId),
    )
    await mirrorOrder(deps.db, held.account_id, detail)
    await deps.db.transaction(async (tx) => {
      if (await isStillHeld(tx, held)) await writeCandidate(tx, held, lost.id, weighed)
    })
    return weighed.fit === 'no' ? 'no' : 'fits'
  } catch (thrown) {
    if (!isNoSuchOrder(thrown)) throw thrown
    // Details come a little after lists and answers: what was told of once is not missing.
    if (await isOpen(deps, held, orderId)) return 'later'
    await deps.db.transaction(async (tx) => {
      if (await isStillHeld(tx, held)) await writeMissing(tx, held, lost.id, { orderId, code: thrown.code })
    })
    return 'no'
  }
}

/** The cloud's own no: this account has no such order, or may not read it. Silence and a busy cloud are none. */
const isNoSuchOrder = (thrown: unknown): thrown is CloudError =>
  thrown instanceof CloudError &&
  !thrown.isCredentialRefusal &&
  thrown.httpStatus !== undefined &&
  [400, 403, 404].includes(thrown.httpStatus)

/** Whether it is among the orders that may be the request's. */
async function isOpen(deps: WorkerDeps, held: Held, orderId: string): Promise<boolean> {
  const [row] = await deps.db
    .select({ id: orderCandidate.orderId })
    .from(orderCandidate)
    .where(
      and(eq(orderCandidate.requestId, held.id), eq(orderCandidate.orderId, orderId), ne(orderCandidate.fit, 'no')),
    )
  return row !== undefined
}

/** What of its checks says whose it is, whatever else it looks like. */
async function namesOf(deps: WorkerDeps, held: Held, orderId: string): Promise<Check[]> {
  const [row] = await deps.db
    .select({ checks: orderCandidate.checks })
    .from(orderCandidate)
    .where(and(eq(orderCandidate.requestId, held.id), eq(orderCandidate.orderId, orderId)))
  const checks = z.array(Check).parse(row?.checks ?? [])
  return checks.filter(({ what }) => what === 'named' || what === 'answered')
}

const withNames = (weighed: Weighed, names: Check[]): Weighed =>
  names.length === 0
    ? weighed
    : { ...weighed, fit: weighed.fit === 'no' ? 'perhaps' : weighed.fit, checks: [...names, ...weighed.checks] }
