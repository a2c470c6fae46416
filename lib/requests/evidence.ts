import { asc, desc, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Queryable } from '../db/client.ts'
import { candidateDecision, lookUp, orderCandidate, orderQuestion } from '../db/desk-schema.ts'
import { person, request } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { Check } from './candidate.ts'
import { loadAttempts, loadPayments } from './calls.ts'
import type { CandidateFace, Evidence, Person } from './queries.ts'

/** The newest look-ups that are shown one by one. */
const lookUpsShown = 3

/**
 * What is known of the calls of some requests whose outcome is not: the calls, what was searched and found, what people
 * decided on it, and when it is looked at next. By request.
 */
export async function loadEvidence(db: Queryable, ids: readonly string[]): Promise<Map<string, Evidence>> {
  const [rows, attempts, payments, candidates, asked] = await Promise.all([
    ids.length === 0
      ? []
      : db
          .select({ id: request.id, changedAt: request.changedAt, wakeAt: request.wakeAt })
          .from(request)
          .where(inArray(request.id, [...ids])),
    loadAttempts(db, ids),
    loadPayments(db, ids),
    loadCandidates(db, ids),
    loadQuestions(db, ids),
  ])
  const calls = new Map(rows.map(({ id }) => [id, attempts.get(id)?.at(-1)] as const))
  const searches = await loadLookUps(
    db,
    [...calls.values()].flatMap((call) => (call ? [call.id] : [])),
  )
  return new Map(
    rows.map(({ id, changedAt, wakeAt }) => {
      const call = calls.get(id)
      const evidence: Evidence = {
        since: changedAt.toISOString(),
        call: call ?? null,
        payment: payments.get(id) ?? null,
        lookUps: (call && searches.get(call.id)) ?? { made: 0, failed: 0, last: [] },
        candidates: candidates.get(id) ?? [],
        asked: asked.get(id) ?? [],
        nextLookAt: wakeAt?.toISOString() ?? null,
      }
      return [id, evidence] as const
    }),
  )
}

/** The same of one request. Throws `not_found` where there is none. */
export async function loadEvidenceOf(db: Queryable, id: string): Promise<Evidence> {
  const found = (await loadEvidence(db, [id])).get(id)
  if (!found) throw new AppError('not_found', 'errors.requestNotFound')
  return found
}

async function loadLookUps(db: Queryable, attemptIds: string[]): Promise<Map<string, Evidence['lookUps']>> {
  if (attemptIds.length === 0) return new Map()
  const numbered = db
    .select({
      attemptId: lookUp.attemptId,
      at: lookUp.at,
      outcome: lookUp.outcome,
      ordersSeen: lookUp.ordersSeen,
      failure: lookUp.failure,
      newest: sql<number>`row_number() over (partition by ${lookUp.attemptId} order by ${lookUp.id} desc)::int`.as(
        'newest',
      ),
      made: sql<number>`count(*) over (partition by ${lookUp.attemptId})::int`.as('made'),
      failed:
        sql<number>`(count(*) filter (where ${lookUp.outcome} = 'failed') over (partition by ${lookUp.attemptId}))::int`.as(
          'failed',
        ),
    })
    .from(lookUp)
    .where(inArray(lookUp.attemptId, attemptIds))
    .as('numbered')
  const rows = await db
    .select()
    .from(numbered)
    .where(sql`${numbered.newest} <= ${lookUpsShown}`)
    .orderBy(asc(numbered.newest))
  return new Map(
    [...Map.groupBy(rows, ({ attemptId }) => attemptId)].map(([attemptId, last]) => [
      attemptId,
      {
        made: last[0]?.made ?? 0,
        failed: last[0]?.failed ?? 0,
        last: last.map(({ at, outcome, ordersSeen, failure }) => ({
          at: at.toISOString(),
          outcome,
          ordersSeen,
          failure,
        })),
      },
    ]),
  )
}

async function loadCandidates(db: Queryable, ids: readonly string[]): Promise<Map<string, CandidateFace[]>> {
  if (ids.length === 0) return new Map()
  const [rows, decisions] = await Promise.all([
    db
      .select()
      .from(orderCandidate)
      .where(inArray(orderCandidate.requestId, [...ids]))
      .orderBy(sql`${orderCandidate.fit} = 'no'`, desc(orderCandidate.orderedAt), asc(orderCandidate.orderId)),
    db
      .select({ decision: candidateDecision, who: { id: person.id, name: person.name } })
      .from(candidateDecision)
      .innerJoin(person, eq(person.id, candidateDecision.personId))
      .where(inArray(candidateDecision.requestId, [...ids]))
      .orderBy(asc(candidateDecision.decidedAt)),
  ])
  const faces = rows.map((it) => {
    const decided = decisions.findLast(
      ({ decision }) => decision.requestId === it.requestId && decision.orderId === it.orderId,
    )
    return { requestId: it.requestId, ...candidateFace(it, decided) }
  })
  return Map.groupBy(faces, ({ requestId }) => requestId)
}

type Decided = { decision: typeof candidateDecision.$inferSelect; who: Person }

const candidateFace = (it: typeof orderCandidate.$inferSelect, decided: Decided | undefined): CandidateFace => ({
  orderId: it.orderId,
  status: it.status,
  orderType: it.orderType,
  serviceTypeCode: it.serviceTypeCode,
  amountMinor: it.amountMinor,
  currency: it.currency,
  quantity: it.quantity,
  userName: it.userName,
  orderedAt: it.orderedAt?.toISOString() ?? null,
  payUntil: it.payUntil?.toISOString() ?? null,
  fit: it.fit,
  checks: z.array(Check).catch([]).parse(it.checks),
  readAt: it.readAt?.toISOString() ?? null,
  decided: decided
    ? {
        decision: decided.decision.decision,
        who: decided.who,
        at: decided.decision.decidedAt.toISOString(),
        reason: decided.decision.reason,
      }
    : null,
})

/** Orders that people asked the worker to read, and that it has not read since. */
async function loadQuestions(db: Queryable, ids: readonly string[]): Promise<Map<string, Evidence['asked']>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .select({
      requestId: orderQuestion.requestId,
      orderId: orderQuestion.orderId,
      who: { id: person.id, name: person.name },
      at: orderQuestion.askedAt,
    })
    .from(orderQuestion)
    .innerJoin(person, eq(person.id, orderQuestion.personId))
    .leftJoin(
      orderCandidate,
      sql`${orderCandidate.requestId} = ${orderQuestion.requestId} and ${orderCandidate.orderId} = ${orderQuestion.orderId}`,
    )
    .where(
      sql`${inArray(orderQuestion.requestId, [...ids])} and (${orderCandidate.readAt} is null or ${orderCandidate.readAt} < ${orderQuestion.askedAt})`,
    )
    .orderBy(asc(orderQuestion.askedAt))
  const newest = new Map(rows.map((row) => [`${row.requestId} ${row.orderId}`, row] as const))
  return Map.groupBy(
    [...newest.values()].map(({ requestId, orderId, who, at }) => ({ requestId, orderId, who, at: at.toISOString() })),
    ({ requestId }) => requestId,
  )
}
