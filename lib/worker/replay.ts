import { eq, sql } from 'drizzle-orm'
import type { WriteAnswer } from '../cloud/answer.ts'
import { attempt, payment, request } from '../db/schema.ts'
import { toError } from '../errors.ts'
import { log } from '../log.ts'
import { findOperation } from '../operations/registry.ts'
import { loadDocument } from '../requests/load.ts'
import { keptPart, openAnswer } from '../requests/sealed-answer.ts'
import type { WorkerDeps } from './deps.ts'
import { drop, waitingAnswers } from './keep.ts'
import type { KeptAnswer } from './kept-answer.ts'
import { noteStaleAnswer } from './late-evidence.ts'
import { recordAnswer } from './outcome.ts'
import { recordPayAnswer } from './pay.ts'

/**
 * Records the answers that wait on this host's disk, as their senders would have: under the same fence, or as late answers
 * to what is still unknown. What was settled otherwise meanwhile is left as it is; then the answer is evidence in the audit.
 * Safe to run twice, late, or by several workers at once. Does nothing while the database is away.
 */
export async function replayAnswers(deps: WorkerDeps): Promise<void> {
  const waiting = await waitingAnswers(deps)
  if (!waiting.some(({ kept }) => kept)) return
  await deps.db.execute(sql`select 1`)
  for (const { name, kept } of waiting) {
    if (kept === undefined) continue
    try {
      await replay(deps, name, kept)
    } catch (thrown) {
      const about = { workerId: deps.workerId, requestId: kept.held.id, error: toError(thrown) }
      log.warn(about, 'a kept answer could not be recorded yet')
    }
  }
}

/**
 * What an answer is to its request by now. `open`: it still decides; `recorded`: this very answer has; `stale`: something
 * else has.
 */
type Place = 'open' | 'recorded' | 'stale'

async function replay(deps: WorkerDeps, name: string, kept: KeptAnswer): Promise<void> {
  if ((await placeOf(deps, kept)) === 'open') await record(deps, kept)
  switch (await placeOf(deps, kept)) {
    case 'open':
      // Somebody is giving it up at this moment: then it is a late answer, or stale.
      return
    case 'stale':
      await noteStaleAnswer(deps, name, kept)
      return await drop(deps, name)
    case 'recorded':
      return await drop(deps, name)
  }
}

async function record(deps: WorkerDeps, kept: KeptAnswer): Promise<void> {
  const { held, answer } = kept
  if (kept.write === 'payment') return await recordPayAnswer(deps, held, kept.orderId, answer)
  const operation = findOperation(held.operation)
  if (!operation) throw new Error('The operation of a kept answer is not known here')
  const document = await loadDocument(deps.db, held.id, held.version)
  await recordAnswer(deps, { held, attemptId: kept.attemptId, operation, document, answer })
}

const placeOf = (deps: WorkerDeps, kept: KeptAnswer): Promise<Place> =>
  kept.write === 'attempt'
    ? placeOfAttempt(deps, kept.attemptId, kept.answer)
    : placeOfPayment(deps, kept.held, kept.answer)

async function placeOfAttempt(deps: WorkerDeps, attemptId: string, answer: WriteAnswer): Promise<Place> {
  const [row] = await deps.db.select().from(attempt).where(eq(attempt.id, attemptId))
  if (!row) return 'stale'
  // That nothing is known says nothing new about what is unknown already.
  if (row.state === 'sending' || (row.state === 'unknown' && answer.kind !== 'unknown')) return 'open'
  const isThis =
    'rawBody' in answer && answer.rawBody !== undefined
      ? row.answer !== null && openAnswer(row.answer, attemptId, deps.dataKey) === keptPart(answer.rawBody)
      : row.errorMessage === wordsOf(answer)
  return isThis ? 'recorded' : 'stale'
}

async function placeOfPayment(deps: WorkerDeps, held: KeptAnswer['held'], answer: WriteAnswer): Promise<Place> {
  const [now] = await deps.db
    .select({ state: request.state, fence: request.fence })
    .from(request)
    .where(eq(request.id, held.id))
  if (now?.state === 'paying' && now.fence === held.fence) return 'open'
  const [row] = await deps.db.select().from(payment).where(eq(payment.requestId, held.id))
  const isThis =
    row !== undefined &&
    row.answeredAt !== null &&
    row.errorMessage === wordsOf(answer) &&
    row.cloudRequestId === idOf(answer)
  return isThis ? 'recorded' : 'stale'
}

const wordsOf = (answer: WriteAnswer): string | null =>
  'error' in answer ? answer.error.message : 'reason' in answer ? answer.reason : null

const idOf = (answer: WriteAnswer): string | null => ('requestId' in answer ? (answer.requestId ?? null) : null)
