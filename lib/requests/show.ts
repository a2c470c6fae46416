import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { denial, type PersonActor } from '../auth/permissions.ts'
import { type Context, requirePermission } from '../context.ts'
import { cloudOrder, phoneServer } from '../db/mirror-schema.ts'
import { attempt, membership, payment, person, request, requestVersion, resourceLink } from '../db/schema.ts'
import { env } from '../env.ts'
import { AppError, toError } from '../errors.ts'
import { log } from '../log.ts'
import { jobsOfRequest } from '../jobs/read.ts'
import { sha256 } from './document.ts'
import { loadHistory } from './history.ts'
import { selectRequests, toRow } from './list.ts'
import { authorsOf, loadDocument, loadVisibleRequest, type RequestRow as Loaded } from './load.ts'
import { sources, type RequestEvent, type RequestState } from './machine.ts'
import { readInput } from './input-face.ts'
import { milestonesOf } from './milestones.ts'
import { openAnswer } from './sealed-answer.ts'
import type {
  AttemptFace,
  DeliveredResource,
  LinkedOrder,
  Offer,
  PaymentFace,
  Person,
  RequestAction,
  RequestDetail,
  StateReason,
} from './queries.ts'

export const RequestId = z.object({ id: z.uuid() })

/** Everything about one request. Throws `not_found` where there is none that the person may see. */
export async function showRequest(ctx: Context, { id }: z.output<typeof RequestId>): Promise<RequestDetail> {
  const { db, actor } = ctx
  const row = await loadVisibleRequest(db, actor, id)
  requirePermission(ctx, 'request:read', { accountId: row.accountId })
  const [[listed], document, authors, history, deciders] = await Promise.all([
    selectRequests(ctx, eq(request.id, id)),
    loadDocument(db, id, row.version),
    authorsOf(db, id),
    loadHistory(db, id),
    whoDecides(ctx, row.accountId),
  ])
  if (!listed) throw new AppError('not_found', 'errors.requestNotFound')
  const [attempts, paid, order, resources, jobs, lastAmountMinor] = await Promise.all([
    loadAttempts(ctx, id),
    loadPayment(ctx, id),
    listed.orderId === null ? null : loadOrder(ctx, row.accountId, listed.orderId),
    loadResources(ctx, id, row.accountId),
    jobsOfRequest(ctx, id),
    loadLastAmount(ctx, row),
  ])
  const operation = readInput(row.operation, document.input)
  const { account, endpoint, call, headline, summary, reason, name, expected, price, contractVersion } = document
  return {
    ...toRow(listed),
    operation: row.operation,
    version: row.version,
    hash: row.approvalHash,
    ...operation,
    document: {
      summary,
      headline,
      reason,
      endpoint,
      call,
      name,
      expected,
      contractVersion,
      price,
      usage: document.usage ?? null,
      siteAndProject: { site: account.site, projectId: account.projectId },
    },
    bodySha256: sha256(call.body),
    stateReason: readReason(row.stateReason),
    lastAmountMinor,
    milestones: milestonesOf(row.state, history, operation),
    history,
    attempts,
    order,
    payment: paid,
    resources,
    jobs,
    deciders: deciders.filter((each) => !authors.includes(each.id)),
    actions: actionsFor(actor, row, authors, readReason(row.stateReason)?.words ?? ''),
    asOf: ctx.clock.now().toISOString(),
  }
}

const Reason = z.object({
  words: z.string().nullish(),
  code: z.string().nullish(),
  message: z.string().nullish(),
  nextLookAt: z.string().nullish(),
  decideAt: z.string().nullish(),
})

function readReason(stored: unknown): StateReason | null {
  const parsed = Reason.safeParse(stored)
  if (!parsed.success) return null
  const { words, code, message, nextLookAt, decideAt } = parsed.data
  return {
    words: words ?? null,
    code: code ?? null,
    message: message ?? null,
    nextLookAt: nextLookAt ?? null,
    decideAt: decideAt ?? null,
  }
}

/** The actions that the state allows, and why the actor may not use one of them. */
function actionsFor(
  actor: PersonActor,
  { accountId, state }: Pick<Loaded, 'accountId' | 'state'>,
  authors: readonly string[],
  /** Why it is held, as a message. */
  held: string,
): Record<RequestAction, Offer> {
  const subject = { accountId, requestedBy: authors }
  const offer = (event: RequestEvent, permission: Parameters<typeof denial>[1]): Offer => ({
    isOffered: canHappen(event, state),
    reason: denial(actor, permission, subject) ?? null,
  })
  return {
    approve: offer('approve', 'request:approve'),
    reject: offer('reject', 'request:reject'),
    withdraw: offer('withdraw', 'request:withdraw'),
    comment: { isOffered: true, reason: denial(actor, 'request:comment', subject) ?? null },
    // An order that the approval does not cover can only be cancelled: paying it again would end at the same place.
    retryPayment: uncovered.test(held) ? { isOffered: false, reason: null } : offer('retryPayment', 'request:approve'),
    cancelOrder: offer('cancel', 'request:cancel'),
    resubmit: offer('resubmit', 'request:submit'),
    close: offer('close', 'request:approve'),
  }
}

const uncovered = /^reasons\.(noPriceApproved|orderWithoutAmount|orderCurrency|orderAboveApproval)\b/

const canHappen = (event: RequestEvent, state: RequestState): boolean => sources(event).includes(state)

async function whoDecides({ db }: Context, accountId: string): Promise<Person[]> {
  return await db
    .selectDistinct({ id: person.id, name: person.name })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(eq(membership.accountId, accountId), eq(membership.role, 'reviewer'), sql`${person.disabledAt} is null`))
    .orderBy(asc(person.name))
}

async function loadAttempts({ db }: Context, id: string): Promise<AttemptFace[]> {
  const rows = await db.select().from(attempt).where(eq(attempt.requestId, id)).orderBy(asc(attempt.seq))
  return rows.map((it) => ({
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
  }))
}

/** An answer that does not open, because the key is another one, does not keep the rest of the page from being read. */
function readAnswer(attemptId: string, stored: string): string | null {
  try {
    return openAnswer(stored, attemptId, env().COUNTERSIGN_DATA_KEY)
  } catch (thrown) {
    log.error({ attemptId, error: toError(thrown) }, 'a kept answer cannot be opened')
    return null
  }
}

async function loadPayment({ db }: Context, id: string): Promise<PaymentFace | null> {
  const [it] = await db.select().from(payment).where(eq(payment.requestId, id))
  if (!it) return null
  const { state, amountMinor, currency, httpStatus, cloudRequestId, errorCode, errorMessage } = it
  return {
    state,
    amountMinor,
    currency,
    startedAt: it.startedAt.toISOString(),
    answeredAt: it.answeredAt?.toISOString() ?? null,
    httpStatus,
    cloudRequestId,
    errorCode,
    errorMessage,
  }
}

async function loadOrder({ db }: Context, accountId: string, orderId: string): Promise<LinkedOrder> {
  const [it] = await db
    .select()
    .from(cloudOrder)
    .where(and(eq(cloudOrder.accountId, accountId), eq(cloudOrder.orderId, orderId)))
  return {
    orderId,
    status: it?.status ?? null,
    amountMinor: it?.amountMinor ?? null,
    currency: it?.currency || null,
    payUntil: it?.payUntil?.toISOString() ?? null,
  }
}

async function loadResources({ db }: Context, id: string, accountId: string): Promise<DeliveredResource[]> {
  return await db
    .select({
      id: resourceLink.resourceId,
      kind: resourceLink.kind,
      name: phoneServer.name,
      status: phoneServer.status,
      phones: sql<number | null>`jsonb_array_length(${phoneServer.phones})`,
    })
    .from(resourceLink)
    .leftJoin(phoneServer, and(eq(phoneServer.accountId, accountId), eq(phoneServer.serverId, resourceLink.resourceId)))
    .where(eq(resourceLink.requestId, id))
    .orderBy(asc(phoneServer.name), asc(resourceLink.resourceId))
}

/** The total of the version before, for "difference to last price". */
async function loadLastAmount({ db }: Context, row: Loaded): Promise<number | null> {
  const [before] = await db
    .select({
      amountMinor: sql<number | null>`(${requestVersion.document} -> 'price' ->> 'amountMinor')::float8`,
      currency: sql<string | null>`${requestVersion.document} -> 'price' ->> 'currency'`,
    })
    .from(requestVersion)
    .where(and(eq(requestVersion.requestId, row.id), lt(requestVersion.version, row.version)))
    .orderBy(sql`${requestVersion.version} desc`)
    .limit(1)
  return before?.currency === row.currency ? (before?.amountMinor ?? null) : null
}
