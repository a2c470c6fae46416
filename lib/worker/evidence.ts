import { sql } from 'drizzle-orm'
import { CloudError } from '../cloud/errors.ts'
import type { Transaction } from '../db/client.ts'
import { lookUp, orderCandidate } from '../db/desk-schema.ts'
import { AppError } from '../errors.ts'
import type { Check, Fit } from '../requests/candidate.ts'
import type { WorkerDeps } from './deps.ts'
import type { Seen } from './find.ts'
import { type Held, isStillHeld } from './take.ts'
import type { Weighed } from './weigh.ts'

// What look-ups find is written down as they find it: people decide by it, and the web asks no cloud for them.

/** Of an account that orders all the time, the first of each look-up are kept: whatever fits, and as many others. */
const keptMax = 50

/** Writes one search for a lost call, and the orders that it compared. */
export async function noteLookUp(deps: WorkerDeps, held: Held, attemptId: string, seen: Seen): Promise<void> {
  const { finding, weighed, named } = seen
  const kept = [...(weighed ?? [])].toSorted((a, b) => rank[a.fit] - rank[b.fit]).slice(0, keptMax)
  await deps.db.transaction(async (tx) => {
    if (!(await isStillHeld(tx, held))) return
    await tx.insert(lookUp).values({ attemptId, outcome: finding.kind, ordersSeen: weighed?.length ?? null })
    for (const each of kept) await writeCandidate(tx, held, attemptId, each)
    const requestId = held.id
    if (finding.kind === 'several')
      for (const orderId of named) await writeNamed(tx, { requestId, attemptId, orderId, by: 'named' })
  })
}

const rank = { yes: 0, perhaps: 1, no: 2 } as const satisfies Record<Fit, number>

/** Writes that a search could not be made, and the code of what was in the way. */
export async function noteFailedLookUp(
  deps: WorkerDeps,
  held: Held,
  attemptId: string,
  thrown: unknown,
): Promise<void> {
  const failure = thrown instanceof CloudError || thrown instanceof AppError ? thrown.code : 'internal'
  await deps.db.transaction(async (tx) => {
    if (await isStillHeld(tx, held)) await tx.insert(lookUp).values({ attemptId, outcome: 'failed', failure })
  })
}

/** Writes an order beside what was asked for, over what was known of it. What only the order itself tells stays. */
export async function writeCandidate(
  tx: Transaction,
  held: Held,
  attemptId: string,
  { order, detail, fit, checks }: Weighed,
): Promise<void> {
  const facts = {
    status: order.status,
    orderType: order.kind ?? null,
    serviceTypeCode: order.serviceType ?? null,
    amountMinor: order.amountMinor ?? null,
    currency: order.currency,
    orderedAt: order.createdAt ?? null,
    fit,
    checks,
  }
  const read = detail && {
    quantity: detail.lines.reduce((sum, line) => Math.max(sum, line.quantity ?? 0), 0) || null,
    userName: detail.userName ?? null,
    payUntil: detail.payUntil ?? null,
    readAt: sql`clock_timestamp()`,
  }
  await tx
    .insert(orderCandidate)
    .values({ requestId: held.id, orderId: order.id, attemptId, ...facts, ...read })
    .onConflictDoUpdate({
      target: [orderCandidate.requestId, orderCandidate.orderId],
      set: { attemptId, ...facts, ...read, seenAt: sql`clock_timestamp()` },
    })
}

/**
 * Writes an order that says itself whose it is: a server under the sent name calls it its own, or the cloud's own late
 * answer does. It is read where a person decides.
 */
export async function writeNamed(
  tx: Transaction,
  { by, ...key }: { requestId: string; attemptId: string; orderId: string; by: 'named' | 'answered' },
): Promise<void> {
  const checks: Check[] = [{ what: by, holds: true }]
  await tx
    .insert(orderCandidate)
    .values({ ...key, fit: 'perhaps', checks })
    .onConflictDoUpdate({
      target: [orderCandidate.requestId, orderCandidate.orderId],
      set: { attemptId: key.attemptId, fit: 'perhaps', checks, readAt: null, seenAt: sql`clock_timestamp()` },
    })
}

/** An order that somebody named and that this account does not have. */
export async function writeMissing(
  tx: Transaction,
  held: Held,
  attemptId: string,
  { orderId, code }: { orderId: string; code: string },
): Promise<void> {
  const checks: Check[] = [{ what: 'exists', holds: false, note: code }]
  const facts = { attemptId, fit: 'no', checks, readAt: sql`clock_timestamp()` } as const
  await tx
    .insert(orderCandidate)
    .values({ requestId: held.id, orderId, ...facts })
    .onConflictDoUpdate({
      target: [orderCandidate.requestId, orderCandidate.orderId],
      set: { ...facts, seenAt: sql`clock_timestamp()` },
    })
}
