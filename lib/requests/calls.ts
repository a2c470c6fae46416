import { asc, inArray } from 'drizzle-orm'
import type { Queryable } from '../db/client.ts'
import { attempt, payment } from '../db/schema.ts'
import type { AttemptFace, PaymentFace } from './queries.ts'

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
  answer: it.answer,
  scans: it.scans,
  scannedAt: it.scannedAt?.toISOString() ?? null,
  absentFrom: it.absentFrom?.toISOString() ?? null,
})

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
