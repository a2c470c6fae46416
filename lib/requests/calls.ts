import { asc, inArray } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { attempt, payment } from '../db/schema.ts'
import { env } from '../env.ts'
import { toError } from '../errors.ts'
import { log } from '../log.ts'
import type { AttemptFace, PaymentFace } from './queries.ts'
import { openAnswer } from './sealed-answer.ts'

/** The calls of some requests, by request, in the order in which they were sent. */
export async function loadAttempts(db: Queryable, ids: readonly string[]): Promise<Map<string, AttemptFace[]>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(attempt)
    .where(inArray(attempt.requestId, [...ids]))
    .orderBy(asc(attempt.seq))
  return Map.groupBy(rows.map(attemptFace), ({ requestId }) => requestId)
}

const attemptFace = (it: typeof attempt.$inferSelect): AttemptFace & { requestId: string } => ({
  requestId: it.requestId,
  id: it.id,
  seq: it.seq,
  state: it.state,
  name: it.name,
  bodySha256: it.bodySha256,
  signedAt: it.signedAt.toISOString(),
  answeredAt: it.answeredAt?.toISOString() ?? null,
  httpStatus: it.httpStatus,
  cloudRequestId: it.cloudRequestId,
  errorCode: it.errorCode,
  errorMessage: it.errorMessage,
  answer: it.answer === null ? null : readAnswer(it.id, it.answer),
  scans: it.scans,
  scannedAt: it.scannedAt?.toISOString() ?? null,
  absentFrom: it.absentFrom?.toISOString() ?? null,
})

/** An answer that does not open, because the key is another one, does not keep the rest of the page from being read. */
function readAnswer(attemptId: string, stored: string): string | null {
  try {
    return openAnswer(stored, attemptId, env().COUNTERSIGN_DATA_KEY)
  } catch (thrown) {
    log.error({ attemptId, error: toError(thrown) }, 'a kept answer cannot be opened')
    return null
  }
}

/** The payments of some requests, by request. */
export async function loadPayments(db: Queryable, ids: readonly string[]): Promise<Map<string, PaymentFace>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select()
    .from(payment)
    .where(inArray(payment.requestId, [...ids]))
  return new Map(
    rows.map(
      ({ requestId, state, amountMinor, currency, startedAt, answeredAt, ...answer }) =>
        [
          requestId,
          {
            state,
            amountMinor,
            currency,
            startedAt: startedAt.toISOString(),
            answeredAt: answeredAt?.toISOString() ?? null,
            httpStatus: answer.httpStatus,
            cloudRequestId: answer.cloudRequestId,
            errorCode: answer.errorCode,
            errorMessage: answer.errorMessage,
          },
        ] as const,
    ),
  )
}
