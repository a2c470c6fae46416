import { and, eq, inArray, sql } from 'drizzle-orm'
import type { WriteAnswer } from '../cloud/answer.ts'
import { isUnproven } from '../cloud/exchange.ts'
import type { Transaction } from '../db/client.ts'
import { cloudJob } from '../db/mirror-schema.ts'
import { attempt, orderLink, resourceLink } from '../db/schema.ts'
import { withParams } from '../errors.ts'
import type { Operation, Receipt } from '../operations/kit.ts'
import { findOperation } from '../operations/registry.ts'
import type { RequestDocument } from '../requests/document.ts'
import { sealAnswer } from '../requests/sealed-answer.ts'
import { type StateReason, move } from '../requests/store.ts'
import { pauseRefusedAccount } from './account-state.ts'
import { type WorkerDeps, mover } from './deps.ts'
import { nextScanInMs } from './reconcile-schedule.ts'
import type { Held } from './take.ts'

type Sent = { held: Held; attemptId: string; operation: Operation; document: RequestDocument; answer: WriteAnswer }

/** Records what came back from the one send. A late but real answer is taken even when the row moved to not known. */
export async function recordAnswer(deps: WorkerDeps, sent: Sent): Promise<void> {
  const { answer } = sent
  switch (answer.kind) {
    case 'accepted':
      return await recordAcceptance(deps, sent, sent.operation.receipt(answer.body), answer)
    case 'refused':
      if (answer.error.isCredentialRefusal) {
        // The gateway turned the key away before the service saw the call: it waits until the account runs again.
        await pauseRefusedAccount(deps, sent.held.account_id, answer.error)
        const { code, message } = answer.error
        return await settleUnbought(deps, sent, 'not_sent', { words: 'reasons.keyRefused', code, message }, 60_000)
      }
      return await settleUnbought(deps, sent, 'refused', {
        words: 'reasons.cloudRefused',
        code: answer.error.code,
        message: answer.error.message,
      })
    case 'throttled':
      return await settleUnbought(
        deps,
        sent,
        'throttled',
        { words: 'reasons.throttled', code: answer.error.code },
        answer.retryAfterMs,
      )
    case 'not_sent':
      return await settleUnbought(
        deps,
        sent,
        'not_sent',
        { words: isUnproven(answer.reason) ? 'reasons.notProven' : 'reasons.notSent', message: answer.reason },
        15_000,
      )
    case 'unknown':
      return await recordLoss(deps, { ...sent, reason: 'reasons.noAnswer', answer })
  }
}

const openStates = ['sending', 'unknown'] as const

async function settleAttempt(
  tx: Transaction,
  id: string,
  values: Partial<typeof attempt.$inferInsert>,
): Promise<boolean> {
  const rows = await tx
    .update(attempt)
    .set({ ...values, answeredAt: sql`clock_timestamp()` })
    .where(and(eq(attempt.id, id), inArray(attempt.state, [...openStates])))
    .returning({ id: attempt.id })
  return rows.length === 1
}

/** The row is neither ours nor in not_known yet: nothing is written, so that the look-ups find the order again. */
const overtaken = 'The request was taken over while its answer came in'

async function recordAcceptance(
  deps: WorkerDeps,
  { held, attemptId }: Sent,
  receipt: Receipt,
  answer: Extract<WriteAnswer, { kind: 'accepted' }>,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const isSettled = await settleAttempt(tx, attemptId, {
      state: 'accepted',
      httpStatus: answer.httpStatus,
      cloudRequestId: answer.requestId ?? null,
      answer: sealAnswer(answer.rawBody, attemptId, deps.dataKey),
    })
    if (!isSettled) return
    await link(tx, held, attemptId, receipt)
    const detail = { attemptId, orderId: receipt.orderId, jobId: receipt.jobId, resources: receipt.resources.ids }
    const common = { id: held.id, by: mover(deps), detail, wakeInMs: 0, delivery: 'waiting' as const }
    if (receipt.orderId === undefined) {
      const started = await move(tx, { ...common, event: 'start', fence: held.fence, delivery: 'provisioning' })
      const found =
        started ??
        (await move(tx, {
          ...common,
          event: 'findStarted',
          delivery: 'provisioning',
          detail: { ...detail, evidence: 'late answer' },
        }))
      if (!found) throw new Error(overtaken)
      return
    }
    // The holder accepts under its fence; a holder that slept too long finds the row in not_known, and its answer is evidence.
    const moved = await move(tx, { ...common, event: 'accept', fence: held.fence, money: 'unpaid' })
    const found =
      moved ??
      (await move(tx, { ...common, event: 'find', money: 'unpaid', detail: { ...detail, evidence: 'late answer' } }))
    if (!found) throw new Error(overtaken)
  })
}

/**
 * Writes which order, job and resources belong to the request. An order and a bought resource have one owner; what is
 * acted on may be so by many requests, one after the other.
 */
export async function link(tx: Transaction, held: Held, attemptId: string, receipt: Receipt): Promise<void> {
  const requestId = held.id
  const operation = findOperation(held.operation)
  if (receipt.orderId !== undefined)
    await tx.insert(orderLink).values({ orderId: receipt.orderId, requestId, attemptId })
  const { kind, ids } = receipt.resources
  if (ids.length > 0)
    await tx
      .insert(resourceLink)
      .values(ids.map((resourceId) => ({ resourceId, requestId, kind, isActedOn: operation?.actsOn !== undefined })))
      .onConflictDoNothing()
  if (receipt.jobId !== undefined && operation)
    await tx
      .insert(cloudJob)
      .values({
        accountId: held.account_id,
        jobId: receipt.jobId,
        service: operation.service,
        kind: operation.key,
        resourceId: ids[0] ?? '',
        requestId,
        state: 'running',
        startedAt: sql`clock_timestamp()`,
      })
      .onConflictDoNothing()
}

/**
 * The cloud certainly did nothing: refused for good, or to be tried again because it never reached the service. A holder
 * that slept too long finds the row in not_known: then its answer rules the purchase out, and a person goes on from there.
 */
async function settleUnbought(
  deps: WorkerDeps,
  { held, attemptId, answer }: Sent,
  state: 'refused' | 'throttled' | 'not_sent',
  reason: StateReason,
  wakeInMs?: number,
): Promise<void> {
  const error = 'error' in answer ? answer.error : undefined
  const common = { id: held.id, by: mover(deps), detail: { attemptId, ...reason } }
  await deps.db.transaction(async (tx) => {
    const moved = await move(tx, {
      ...common,
      event: state === 'refused' ? 'refuse' : 'unsend',
      fence: held.fence,
      reason,
      wakeInMs: wakeInMs ?? null,
      wokenSince: held.taken_at,
    })
    const found =
      moved ??
      (await move(tx, {
        ...common,
        event: 'ruleOut',
        reason: { ...reason, words: 'reasons.answeredLate' },
        detail: { ...common.detail, evidence: 'late answer' },
        wakeInMs: 3_600_000,
      }))
    if (!found) return
    const isSettled = await settleAttempt(tx, attemptId, {
      state: moved ? state : 'absent',
      httpStatus: error?.httpStatus ?? null,
      cloudRequestId: error?.requestId ?? null,
      errorCode: error?.code ?? null,
      errorMessage: error?.message ?? reason.message ?? null,
      ...('rawBody' in answer &&
        answer.rawBody !== undefined && { answer: sealAnswer(answer.rawBody, attemptId, deps.dataKey) }),
    })
    // What is unknown by now is another attempt: this answer says nothing about it.
    if (!isSettled) throw new Error(overtaken)
  })
}

/** Nobody knows whether the cloud took it. The request rests in not_known, and only evidence leads out. */
export async function recordLoss(
  deps: WorkerDeps,
  lost: { held: Held; attemptId: string | undefined; document: RequestDocument; reason: string; answer?: WriteAnswer },
): Promise<void> {
  const { held, attemptId, answer } = lost
  const unknown = answer?.kind === 'unknown' ? answer : undefined
  await deps.db.transaction(async (tx) => {
    const firstLookMs = nextScanInMs(0, deps.horizons)
    const moved = await move(tx, {
      id: held.id,
      event: 'loseAnswer',
      by: mover(deps),
      fence: held.fence,
      reason: { words: withParams(lost.reason, { name: lost.document.name }) },
      detail: { attemptId, why: unknown?.reason ?? lost.reason, httpStatus: unknown?.httpStatus },
      wakeInMs: firstLookMs,
    })
    if (!moved || attemptId === undefined) return
    await tx
      .update(attempt)
      .set({
        state: 'unknown',
        httpStatus: unknown?.httpStatus ?? null,
        cloudRequestId: unknown?.requestId ?? null,
        errorMessage: unknown?.reason ?? null,
        answer: unknown?.rawBody === undefined ? null : sealAnswer(unknown.rawBody, attemptId, deps.dataKey),
      })
      .where(and(eq(attempt.id, attemptId), eq(attempt.state, 'sending')))
  })
}
