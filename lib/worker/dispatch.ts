import { eq, sql } from 'drizzle-orm'
import { attempt } from '../db/schema.ts'
import { type RequestDocument, sha256 } from '../requests/document.ts'
import { loadDocument } from '../requests/load.ts'
import { inMs, move } from '../requests/store.ts'
import type { Operation } from '../operations/kit.ts'
import { type WorkerDeps, mover, sendingLeaseMs } from './deps.ts'
import { recordSafely } from './keep.ts'
import type { Next } from './look.ts'
import { orderTraceOf } from './order-trace.ts'
import { recordAnswer, recordLoss } from './outcome.ts'
import { checkBeforeSending } from './precheck.ts'
import { takeOn } from './take-on.ts'
import { type Held, later } from './take.ts'

/** approved → claimed: the right to send, which is used once or lost. What was put back stays while the same is in its way. */
export async function claim(deps: WorkerDeps, held: Held): Promise<Next> {
  const by = mover(deps)
  if (held.is_expired) {
    await move(deps.db, { id: held.id, event: 'expire', by, fence: held.fence, wakeInMs: null })
    return 'rest'
  }
  if (held.waits_for !== null) {
    const verdict = await checkBeforeSending(deps, held)
    if (verdict.kind === 'release' && verdict.reason.words === held.waits_for) {
      await later(deps, held, verdict.wakeInMs, verdict.reason)
      return 'rest'
    }
  }
  await move(deps.db, { id: held.id, event: 'claim', by, fence: held.fence, wakeInMs: 0 })
  await deps.passed('claimed', held.id)
  return 'again'
}

/** claimed → sending: checks everything once more, writes the intent, sends the approved bytes, records what came back. */
export async function dispatch(deps: WorkerDeps, held: Held): Promise<Next> {
  const by = mover(deps)
  const verdict = await checkBeforeSending(deps, held)
  switch (verdict.kind) {
    case 'expired':
      await move(deps.db, { id: held.id, event: 'expire', by, fence: held.fence, wakeInMs: null })
      return 'rest'
    case 'hold':
      await move(deps.db, {
        id: held.id,
        event: 'hold',
        by,
        fence: held.fence,
        reason: verdict.reason,
        detail: { ...verdict.reason },
        wakeInMs: held.expires_in_ms,
      })
      return 'rest'
    case 'release':
      await move(deps.db, {
        id: held.id,
        event: 'release',
        by,
        fence: held.fence,
        reason: verdict.reason,
        detail: { ...verdict.reason },
        wakeInMs: verdict.wakeInMs,
        wokenSince: held.taken_at,
      })
      return 'rest'
    case 'take_on':
      await deps.passed('checked', held.id)
      return await takeOn(deps, held, verdict.orderId)
    case 'send':
      await deps.passed('checked', held.id)
      return await send(deps, held, verdict.operation, verdict.document)
  }
}

async function send(deps: WorkerDeps, held: Held, operation: Operation, document: RequestDocument): Promise<Next> {
  const orderTrace = await orderTraceOf(deps, held, operation, document)
  const cloud = await deps.spends(held.account_id)
  const prepared = await cloud.prepareWrite({
    service: document.call.service,
    method: document.call.method,
    path: document.call.path,
    body: document.call.body,
    api: document.call.api,
    refusals: operation.refusals,
    isAccepted: (body) => operation.isAccepted(document.input, body),
  })
  if (prepared.bodySha256 !== sha256(document.call.body)) throw new Error('The signed bytes are not the approved ones')

  await deps.passed('signed', held.id)

  // The local deadline is set before the row exists: whatever pauses this process in between makes it earlier, not later.
  const deadline = new Date(deps.clock.now().getTime() + deps.horizons.sendMs)
  const attemptId = await writeIntent(deps, held, { document, orderTrace })
  if (!attemptId) {
    await later(deps, held, deps.horizons.pollMs)
    return 'rest'
  }
  await deps.passed('intent', held.id)
  const answer = await cloud.sendWrite(prepared, { deadline })
  await deps.passed('answered', held.id)
  const kept = { write: 'attempt', held, attemptId, answer, answeredAt: deps.clock.now() } as const
  await recordSafely(deps, kept, () => recordAnswer(deps, { held, attemptId, operation, document, answer }))
  await deps.passed('recorded', held.id)
  return answer.kind === 'accepted' ? 'again' : 'rest'
}

/** One transaction: the attempt and the move, under the fence. Nothing is sent unless its commit was confirmed. */
async function writeIntent(
  deps: WorkerDeps,
  held: Held,
  { document, orderTrace }: { document: RequestDocument; orderTrace: string | undefined },
): Promise<string | undefined> {
  const { sendMs, absentAfterMs } = deps.horizons
  return await deps.db.transaction(async (tx) => {
    const id = crypto.randomUUID()
    const moved = await move(tx, {
      id: held.id,
      event: 'send',
      by: mover(deps),
      fence: held.fence,
      detail: { attemptId: id, name: document.name, bodySha256: sha256(document.call.body) },
      leaseMs: sendingLeaseMs(deps.horizons),
      wakeInMs: sendingLeaseMs(deps.horizons),
    })
    if (!moved) return undefined
    await tx.insert(attempt).values({
      id,
      requestId: held.id,
      seq: sql`(select count(*) + 1 from attempt where request_id = ${held.id})`,
      version: held.version,
      approvalHash: held.approval_hash,
      bodySha256: sha256(document.call.body),
      name: document.name,
      fingerprint: held.fingerprint,
      orderTrace: orderTrace ?? null,
      accountId: held.account_id,
      state: 'sending',
      sendDeadline: inMs(sendMs),
      absentFrom: inMs(absentAfterMs),
    })
    return id
  })
}

/** A request found in `sending` by another holder: its sender died or slept, so the answer is lost. Never sent again. */
export async function reap(deps: WorkerDeps, held: Held): Promise<Next> {
  const [open] = await deps.db
    .select({ id: attempt.id })
    .from(attempt)
    .where(sql`${eq(attempt.requestId, held.id)} and ${attempt.state} = 'sending'`)
  const document = await loadDocument(deps.db, held.id, held.version)
  await recordLoss(deps, { held, attemptId: open?.id, document, reason: 'reasons.senderLost' })
  return 'rest'
}
