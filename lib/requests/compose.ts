import { eq } from 'drizzle-orm'
import { endpointFor } from '../cloud/endpoints.ts'
import type { Context } from '../context.ts'
import { cloudAccount } from '../db/schema.ts'
import { endpointOverrides } from '../env.ts'
import { AppError, withParams } from '../errors.ts'
import { createLookups } from '../inventory/lookups.ts'
import { readsFor } from '../inventory/reads.ts'
import type { Operation } from '../operations/kit.ts'
import { rivalReason } from '../orders/rival.ts'
import { quoteFor } from '../quotes/quote.ts'
import { probeEffect } from '../worker/effects/probe.ts'
import { type QuotedPrice, RequestDocument, approvalHash } from './document.ts'
import { newMark } from './mark.ts'

/** An approval is asked for and used within three days (purchase-protocol §2.7). */
const expiresAfterMs = 72 * 3_600_000

export type Composed = { document: RequestDocument; approvalHash: string; fingerprint: string }

/**
 * Builds the document of a request from a form's input: checks every choice and the state of what is acted on against the cloud, asks the price, freezes
 * names, call and bytes under a fresh mark. Throws `invalid` with field errors, `conflict` when the price or
 * the resource moved since they were shown, CloudError when the cloud refuses or does not answer.
 */
export async function compose(
  ctx: Context,
  operation: Operation,
  asked: { input: unknown; reason: string; acceptedQuote?: { amountMinor: number; currency: string } | undefined },
): Promise<Composed> {
  const accountId = operation.accountOf(asked.input)
  const account = await activeAccount(ctx, accountId)
  const reads = await readsFor(ctx.db, accountId)
  const lookups = createLookups(reads, { cacheKey: accountId })
  const prepared = operation.prepare(asked.input, { projectId: account.projectId, mark: newMark() })
  if (operation.actsOn === 'order') {
    const rival = await rivalReason(ctx, prepared.name, undefined)
    if (rival !== undefined) throw new AppError('conflict', rival)
  }
  const { state, words, resourceIds } = await probeEffect(reads, prepared.effect)
  // The choices for a server that is gone cannot even be asked for.
  if (state === 'failed' && resourceIds.length === 0) throw new AppError('conflict', words)
  const fields = await operation.precheck(asked.input, lookups)
  if (Object.keys(fields).length > 0) throw new AppError('invalid', 'errors.choicesChanged', { fields })
  if (state !== 'before') throw new AppError('conflict', words)
  const { price, usage } = await quoteFor(reads, operation.charge(asked.input), ctx.clock)
  refuseDrift(price, asked.acceptedQuote)
  const names = await operation.names(asked.input, lookups)
  const document = RequestDocument.parse({
    schema: 1,
    operation: operation.key,
    contractVersion: operation.contractVersion,
    account: {
      id: account.id,
      name: account.name,
      site: account.site,
      region: account.region,
      projectId: account.projectId,
    },
    endpoint: endpointFor(account, prepared.call.service, account.endpointOverride ?? undefined, endpointOverrides()),
    call: { ...prepared.call, body: JSON.stringify(prepared.call.body) },
    name: prepared.name,
    input: asked.input,
    summary: operation.summarize(asked.input, names),
    headline: prepared.headline,
    expected: prepared.expected,
    price,
    ...(usage && { usage }),
    reason: asked.reason,
    expiresAt: new Date(ctx.clock.now().getTime() + expiresAfterMs).toISOString(),
  })
  return { document, approvalHash: approvalHash(document), fingerprint: `${account.domainId}|${prepared.fingerprint}` }
}

async function activeAccount(ctx: Context, id: string) {
  const [account] = await ctx.db.select().from(cloudAccount).where(eq(cloudAccount.id, id))
  if (!account) throw new AppError('not_found', 'errors.accountNotFound')
  if (account.state !== 'active') throw new AppError('unavailable', `errors.account.${account.state}`)
  return account
}

/** What the requester saw is what is asked for: another price is shown again first. */
function refuseDrift(price: QuotedPrice | null, accepted: { amountMinor: number; currency: string } | undefined): void {
  if (!accepted || !price) return
  if (price.amountMinor === accepted.amountMinor && price.currency === accepted.currency) return
  throw new AppError(
    'conflict',
    withParams('errors.priceChanged', { amountMinor: price.amountMinor, currency: price.currency }),
  )
}
