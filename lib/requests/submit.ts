import { and, eq, inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Context, requirePermission } from '../context.ts'
import type { Transaction } from '../db/client.ts'
import { attempt, draft, request, requestVersion } from '../db/schema.ts'
import { AppError } from '../errors.ts'
import type { Operation } from '../operations/kit.ts'
import { findOperation } from '../operations/registry.ts'
import { type Composed, compose } from './compose.ts'
import { record } from './store.ts'

export const SubmitRequest = z.strictObject({
  operation: z.string().max(60),
  /** Made once by the form: a second submit with it returns the first request. */
  submitKey: z.uuid(),
  input: z.unknown(),
  /** Why it is needed, for the reviewer. */
  reason: z.string().trim().max(2000).default(''),
  draftId: z.uuid().optional(),
  acceptedQuote: z.strictObject({ amountMinor: z.int(), currency: z.string().length(3) }).optional(),
})
export type SubmitRequest = z.output<typeof SubmitRequest>

export type Submitted = { id: string; number: number }

/**
 * Turns a filled form into a request that waits for approval. Throws `invalid` with field errors, `forbidden`, `conflict`
 * when the price moved or an equal purchase is unknown, CloudError when the cloud cannot be asked.
 */
export async function submitRequest(ctx: Context, asked: SubmitRequest): Promise<Submitted> {
  const operation = findOperation(asked.operation)
  if (!operation) throw new AppError('not_found', 'errors.operationNotFound')
  const accountId = accountOf(operation, asked.input)
  requirePermission(ctx, 'request:submit', { accountId })
  const earlier = await submittedBefore(ctx, asked.submitKey)
  if (earlier) return earlier

  const composed = await compose(ctx, operation, asked)
  try {
    return await ctx.db.transaction(async (tx) => {
      await refuseWhileUnknown(tx, composed.fingerprint)
      const created = await insertRequest(tx, ctx, { composed, accountId, submitKey: asked.submitKey })
      if (asked.draftId)
        await tx.delete(draft).where(and(eq(draft.id, asked.draftId), eq(draft.personId, ctx.actor.personId)))
      return created
    })
  } catch (thrown) {
    // Two clicks at once: the unique submit key let one through; the other gets its result.
    const first = await submittedBefore(ctx, asked.submitKey)
    if (first) return first
    throw thrown
  }
}

function accountOf(operation: Operation, input: unknown): string {
  const parsed = operation.parse(input)
  if (!parsed.success) throw parsed.error
  return operation.accountOf(input)
}

async function submittedBefore(ctx: Context, submitKey: string): Promise<Submitted | undefined> {
  const [row] = await ctx.db
    .select({ id: request.id, number: request.number })
    .from(request)
    .where(and(eq(request.createdBy, ctx.actor.personId), eq(request.submitKey, submitKey)))
  return row
}

/** While one purchase is unknown no equal one is asked for: the order list could not tell them apart. */
export async function refuseWhileUnknown(tx: Transaction, fingerprint: string): Promise<void> {
  const [open] = await tx
    .select({ id: attempt.requestId })
    .from(attempt)
    .where(and(eq(attempt.fingerprint, fingerprint), inArray(attempt.state, ['unknown', 'ambiguous'])))
    .limit(1)
  if (open) throw new AppError('conflict', 'errors.equalPurchaseUnknown')
}

async function insertRequest(
  tx: Transaction,
  ctx: Context,
  { composed, accountId, submitKey }: { composed: Composed; accountId: string; submitKey: string },
): Promise<Submitted> {
  const { document } = composed
  const [row] = await tx
    .insert(request)
    .values({
      operation: document.operation,
      accountId,
      title: document.headline,
      state: 'awaiting_approval',
      approvalHash: composed.approvalHash,
      fingerprint: composed.fingerprint,
      amountMinor: document.price?.amountMinor ?? null,
      currency: document.price?.currency ?? null,
      expiresAt: new Date(document.expiresAt),
      wakeAt: new Date(document.expiresAt),
      createdBy: ctx.actor.personId,
      submitKey,
    })
    .returning({ id: request.id, number: request.number })
  if (!row) throw new Error('The insert of a request returned no row')
  await insertVersion(tx, { requestId: row.id, version: 1, composed, personId: ctx.actor.personId })
  await record(tx, {
    event: 'request.submit',
    by: { kind: 'person', id: ctx.actor.personId },
    requestId: row.id,
    accountId,
    detail: {
      version: 1,
      hash: composed.approvalHash,
      amountMinor: document.price?.amountMinor ?? null,
      currency: document.price?.currency ?? null,
    },
  })
  return row
}

export async function insertVersion(
  tx: Transaction,
  {
    requestId,
    version,
    composed,
    personId,
  }: { requestId: string; version: number; composed: Composed; personId: string },
): Promise<void> {
  await tx.insert(requestVersion).values({
    requestId,
    version,
    document: composed.document,
    approvalHash: composed.approvalHash,
    body: composed.document.call.body,
    createdBy: personId,
    createdAt: sql`clock_timestamp()`,
  })
}
