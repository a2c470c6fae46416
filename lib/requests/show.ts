import { and, asc, eq, lt, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import { cloudOrder, phoneServer } from '../db/mirror-schema.ts'
import { membership, person, request, requestVersion, resourceLink } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import { drawnBudget } from '../insights/budgets.ts'
import { findOperation } from '../operations/registry.ts'
import { jobsOfRequest } from '../jobs/read.ts'
import { loadAttempts } from './calls.ts'
import { type RequestDocument, sha256 } from './document.ts'
import { loadEvidenceOf } from './evidence.ts'
import { loadHistory } from './history.ts'
import { selectRequests, toRow } from './list.ts'
import { authorsOf, findDocument, loadVisibleRequest, type RequestRow as Loaded } from './load.ts'
import { readInput } from './input-face.ts'
import { milestonesOf } from './milestones.ts'
import { offersFor } from './offers.ts'
import type { DeliveredResource, DocumentFace, LinkedOrder, Person, RequestDetail, StateReason } from './queries.ts'

export const RequestId = z.object({ id: z.uuid() })

/** Everything about one request. Throws `not_found` where there is none that the person may see. */
export async function showRequest(ctx: Context, { id }: z.output<typeof RequestId>): Promise<RequestDetail> {
  const { db, actor } = ctx
  const row = await loadVisibleRequest(db, actor, id)
  requirePermission(ctx, 'request:read', { accountId: row.accountId })
  const [[listed], document, authors, history, deciders] = await Promise.all([
    selectRequests(ctx, eq(request.id, id)),
    findDocument(db, id, row.version),
    authorsOf(db, id),
    loadHistory(db, id),
    whoDecides(ctx, row.accountId),
  ])
  if (!listed) throw new AppError('not_found', 'errors.requestNotFound')
  const [attempts, evidence, order, resources, jobs, lastAmountMinor, budget] = await Promise.all([
    loadAttempts(db, [id]),
    loadEvidenceOf(db, id),
    orderOf(ctx, row, listed.orderId),
    loadResources(ctx, id, row.accountId),
    jobsOfRequest(ctx, id),
    loadLastAmount(ctx, row),
    loadBudget(ctx, row),
  ])
  const stateReason = readReason(row.stateReason)
  const now = ctx.clock.now()
  const operation = readInput(row.operation, document?.input)
  return {
    ...toRow(listed),
    operation: row.operation,
    version: row.version,
    hash: row.approvalHash,
    ...operation,
    document: document ? faceOf(document) : null,
    stateReason,
    lastAmountMinor,
    budget,
    milestones: milestonesOf(row.state, history, operation),
    history,
    attempts: attempts.get(id) ?? [],
    evidence,
    order,
    payment: evidence.payment,
    resources,
    jobs,
    deciders: deciders.filter((each) => !authors.includes(each.id)),
    actions: offersFor(actor, {
      row,
      isReadable: document !== undefined,
      authors,
      reason: stateReason?.words ?? '',
      evidence,
      now,
    }),
    asOf: now.toISOString(),
  }
}

function faceOf(document: RequestDocument): DocumentFace {
  const { account, endpoint, call, headline, summary, reason, name, expected, price, contractVersion } = document
  return {
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
    bodySha256: sha256(call.body),
  }
}

const Reason = z.object({
  words: z.string().nullish(),
  code: z.string().nullish(),
  message: z.string().nullish(),
})

/** A stored reason as pages show it. */
export function readReason(stored: unknown): StateReason | null {
  const parsed = Reason.safeParse(stored)
  if (!parsed.success) return null
  const { words, code, message } = parsed.data
  return { words: words ?? null, code: code ?? null, message: message ?? null }
}

async function whoDecides({ db }: Context, accountId: string): Promise<Person[]> {
  return await db
    .selectDistinct({ id: person.id, name: person.name })
    .from(membership)
    .innerJoin(person, eq(person.id, membership.personId))
    .where(and(eq(membership.accountId, accountId), eq(membership.role, 'reviewer'), sql`${person.disabledAt} is null`))
    .orderBy(asc(person.name))
}

/** The order that the request made, or the one that it was asked for. */
async function orderOf(
  ctx: Context,
  { id, version, accountId, operation }: Loaded,
  madeId: string | null,
): Promise<LinkedOrder | null> {
  if (madeId !== null) return await loadOrder(ctx, accountId, madeId)
  if (findOperation(operation)?.actsOn !== 'order') return null
  const [asked] = await ctx.db
    .select({ orderId: requestVersion.targetId })
    .from(requestVersion)
    .where(and(eq(requestVersion.requestId, id), eq(requestVersion.version, version)))
  return asked?.orderId ? await loadOrder(ctx, accountId, asked.orderId) : null
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

/** The budget that a request which waits would draw on. */
const loadBudget = async (ctx: Context, row: Loaded): Promise<RequestDetail['budget']> =>
  row.state === 'awaiting_approval' ? await drawnBudget(ctx, row) : null
