import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '../db/client.ts'
import { request } from '../db/schema.ts'
import { withParams } from '../errors.ts'
import { log } from '../log.ts'
import type { Receipt } from '../operations/kit.ts'
import { findOperation } from '../operations/registry.ts'
import { move, record } from '../requests/store.ts'
import { type WorkerDeps, mover } from './deps.ts'
import { writeNamed } from './evidence.ts'
import type { KeptAnswer } from './kept-answer.ts'

const event = 'request.lateAnswer'

/**
 * Writes to the audit, once, what an answer said that came after its request was settled without it. The request stays as
 * it is, with one exception: if it was called absent, and this says that the cloud took it, a person decides.
 */
export async function noteStaleAnswer(deps: WorkerDeps, name: string, kept: KeptAnswer): Promise<void> {
  const { held } = kept
  const detail = { entry: name, ...factsOf(kept) }
  log.warn({ workerId: deps.workerId, requestId: held.id, orderId: detail.orderId }, 'an answer came after its request')
  await deps.db.transaction(async (tx) => {
    const [known] = await tx.select({ id: request.id }).from(request).where(eq(request.id, held.id)).for('update')
    const { rowCount } = await tx.execute(
      sql`select from audit where event = ${event} and detail ->> 'entry' = ${name} and
        ${known ? sql`request_id = ${held.id}` : sql`request_id is null`}`,
    )
    if (rowCount !== 0) return
    // A database that was restored may know nothing of it: its facts are kept all the same.
    const owner = known ? { requestId: held.id, accountId: held.account_id } : {}
    await record(tx, { event, by: mover(deps), ...owner, detail: { ...detail, requestId: held.id } })
    if (known && kept.write === 'attempt' && kept.answer.kind === 'accepted')
      await handToPerson(deps, tx, { id: held.id, attemptId: kept.attemptId, orderId: detail.orderId })
  })
}

type Taken = { id: string; attemptId: string; orderId: string | undefined }

/** Where it was called absent a person decides, with the order that the answer names among those to choose from. */
async function handToPerson(deps: WorkerDeps, tx: Transaction, { id, attemptId, orderId }: Taken): Promise<void> {
  if (orderId !== undefined) await writeNamed(tx, { requestId: id, attemptId, orderId, by: 'answered' })
  const words =
    orderId === undefined ? 'reasons.changedWithoutOrder' : withParams('reasons.foundLate', { orders: orderId })
  await move(tx, {
    id,
    event: 'findLate',
    by: mover(deps),
    reason: { words },
    detail: { attemptId, orderIds: orderId === undefined ? [] : [orderId] },
    // At once: the order is read for whoever decides.
    wakeInMs: 0,
  })
}

/** What the answer said, without its body. */
function factsOf(kept: KeptAnswer) {
  const { answer, held, answeredAt } = kept
  const error = 'error' in answer ? answer.error : undefined
  const receipt = kept.write === 'attempt' ? receiptOf(kept) : undefined
  return {
    write: kept.write,
    said: answer.kind,
    answeredAt: answeredAt.toISOString(),
    attemptId: kept.write === 'attempt' ? kept.attemptId : undefined,
    orderId: kept.write === 'attempt' ? receipt?.orderId : kept.orderId,
    jobId: receipt?.jobId,
    resources: receipt?.resources.ids,
    fence: held.fence,
    httpStatus: 'httpStatus' in answer ? answer.httpStatus : error?.httpStatus,
    cloudRequestId: 'requestId' in answer ? answer.requestId : undefined,
    code: error?.code,
    message: error?.message ?? ('reason' in answer ? answer.reason : undefined),
  }
}

const receiptOf = ({ held, answer }: KeptAnswer): Receipt | undefined =>
  answer.kind === 'accepted' ? findOperation(held.operation)?.receipt(answer.body) : undefined
