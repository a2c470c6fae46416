import { eq, sql } from 'drizzle-orm'
import { attempt, cloudAccount } from '../db/schema.ts'
import { withParams } from '../errors.ts'
import { createLookups } from '../inventory/lookups.ts'
import type { Operation } from '../operations/kit.ts'
import { findOperation } from '../operations/registry.ts'
import { rivalReason } from '../orders/rival.ts'
import { quoteFor } from '../quotes/quote.ts'
import { type RequestDocument, approvalHash } from '../requests/document.ts'
import { findDocument } from '../requests/load.ts'
import type { StateReason } from '../requests/store.ts'
import { noteTrouble } from './account-state.ts'
import type { WorkerDeps } from './deps.ts'
import { probeEffect } from './effects/probe.ts'
import { perhapsForgotten } from './forgotten.ts'
import { stopReason } from './may-buy.ts'
import { isTraceTaken, orderTraceOf } from './order-trace.ts'
import type { Held } from './take.ts'

export type Verdict =
  | { kind: 'send'; operation: Operation; document: RequestDocument }
  /** Its order is there already. */
  | { kind: 'take_on'; orderId: string }
  | { kind: 'expired' }
  /** The content no longer holds: a person decides. */
  | { kind: 'hold'; reason: StateReason }
  /** Nothing is wrong with the request; it waits. */
  | { kind: 'release'; wakeInMs: number; reason: StateReason }

const attemptsMax = 5
const skewMaxMs = 60_000
/** Requests that are sent within seconds of each other share one look at the catalogue: the cloud limits such looks. */
const catalogueAgeMaxMs = 5_000

const hold = (words: string): Verdict => ({ kind: 'hold', reason: { words } })
const release = (words: string, wakeInMs = 60_000): Verdict => ({ kind: 'release', wakeInMs, reason: { words } })

/** Everything that must be true at the last moment before bytes leave (purchase-protocol B2). */
export async function checkBeforeSending(deps: WorkerDeps, held: Held): Promise<Verdict> {
  if (held.is_expired) return { kind: 'expired' }
  if (Math.abs(deps.clock.now().getTime() - held.db_now.getTime()) > skewMaxMs) return release('reasons.clockSkew')
  const waiting = await checkSwitches(deps, held)
  if (waiting) return waiting

  const operation = findOperation(held.operation)
  const document = await findDocument(deps.db, held.id, held.version)
  if (!document) return hold('reasons.contentUnreadable')
  if (!operation || !isStillTheSame(operation, document, held)) return hold('reasons.contentOutdated')
  try {
    const taken = await checkTrace(deps, held, operation, document)
    if (taken) return taken
    // Before the cloud is compared with the approval: what differs may be our own doing.
    const forgotten = await perhapsForgotten(deps, held, operation, document)
    if (forgotten) return { kind: 'hold', reason: forgotten }
    const rival = operation.actsOn === 'order' ? await rivalReason(deps, document.name, held.id) : undefined
    if (rival !== undefined) return hold(rival)
    const changed = await checkCloud(deps, held, operation, document)
    if (changed) return changed
    const { pays } = operation.prepare(document.input, {
      projectId: document.account.projectId,
      mark: document.name.slice(-8),
    })
    if (pays) return { kind: 'take_on', orderId: pays.orderId }
    return (await tryDry(deps, held, operation, document)) ?? { kind: 'send', operation, document }
  } catch (thrown) {
    const trouble = await noteTrouble(deps, held.account_id, thrown)
    return {
      kind: 'release',
      wakeInMs: 30_000,
      reason: { words: 'reasons.cannotCheck', ...trouble },
    }
  }
}

/** While the answer to a call is not known, none is sent whose order would look the same. */
async function checkTrace(
  deps: WorkerDeps,
  held: Held,
  operation: Operation,
  document: RequestDocument,
): Promise<Verdict | undefined> {
  const trace = await orderTraceOf(deps, held, operation, document)
  if (trace === undefined || !(await isTraceTaken(deps, trace))) return undefined
  return release('reasons.equalPurchaseOpen', deps.horizons.pollMs)
}

async function checkSwitches(deps: WorkerDeps, held: Held): Promise<Verdict | undefined> {
  const stopped = await stopReason(deps)
  if (stopped !== undefined) return release(stopped)
  const [account] = await deps.db
    .select({ state: cloudAccount.state })
    .from(cloudAccount)
    .where(eq(cloudAccount.id, held.account_id))
  if (account?.state !== 'active') return release('reasons.accountInactive')
  const tried = await deps.db
    .select({ id: attempt.id })
    .from(attempt)
    .where(sql`${attempt.requestId} = ${held.id} and ${attempt.version} = ${held.version}`)
  if (tried.length >= attemptsMax) return hold(withParams('reasons.triedTooOften', { count: tried.length }))
  const [equal] = await deps.db
    .select({ id: attempt.id })
    .from(attempt)
    .where(
      sql`${attempt.fingerprint} = ${held.fingerprint} and ${attempt.state} in ('sending', 'unknown', 'ambiguous')`,
    )
  return equal ? release('reasons.equalPurchaseOpen', 15_000) : undefined
}

/** The stored content still has the approved hash, still parses, and still makes the very bytes that were approved. */
function isStillTheSame(operation: Operation, document: RequestDocument, held: Held): boolean {
  if (approvalHash(document) !== held.approval_hash || !operation.parse(document.input).success) return false
  const mark = document.name.slice(-8)
  const { call, name } = operation.prepare(document.input, { projectId: document.account.projectId, mark })
  return name === document.name && JSON.stringify(call.body) === document.call.body && call.path === document.call.path
}

/** Asks the cloud: do the choices still exist, is all as it was reviewed, is the price still covered. */
async function checkCloud(
  deps: WorkerDeps,
  held: Held,
  operation: Operation,
  document: RequestDocument,
): Promise<Verdict | undefined> {
  const reads = await deps.reads(held.account_id)
  const { effect } = operation.prepare(document.input, {
    projectId: document.account.projectId,
    mark: document.name.slice(-8),
  })
  const { state, words } = await probeEffect(reads, effect)
  // What is acted on comes first: the choices for a server that is gone cannot even be asked for.
  if (state !== 'before') return hold(words)
  const fields = await operation.precheck(
    document.input,
    createLookups(reads, { cacheKey: `${held.account_id}/last`, ageMaxMs: catalogueAgeMaxMs }),
  )
  const [field] = Object.values(fields)
  if (field !== undefined) return hold(field)
  const { price, usage } = await quoteFor(reads, operation.charge(document.input), deps.clock)
  if (document.usage && usage && usage.toHourMillionths > document.usage.toHourMillionths)
    return hold('reasons.hourRose')
  if (document.price && price && price.currency !== document.price.currency) return hold('reasons.currencyChanged')
  if (document.price && price && price.amountMinor > document.price.amountMinor) {
    const amounts = { amountMinor: Math.abs(price.amountMinor), currency: price.currency }
    return hold(withParams(price.amountMinor < 0 ? 'reasons.refundFell' : 'reasons.priceRose', amounts))
  }
  return undefined
}

/**
 * Lets the cloud try the call without doing it, where it can. Only the spending key may ask that; a pass is a 2xx without
 * an order or a job, and says nothing about the call itself.
 */
async function tryDry(
  deps: WorkerDeps,
  held: Held,
  operation: Operation,
  document: RequestDocument,
): Promise<Verdict | undefined> {
  const { dryRun } = operation.prepare(document.input, {
    projectId: document.account.projectId,
    mark: document.name.slice(-8),
  })
  if (!dryRun) return undefined
  const cloud = await deps.spends(held.account_id)
  const prepared = await cloud.prepareWrite({
    ...dryRun,
    body: JSON.stringify(dryRun.body),
    refusals: operation.refusals,
    isAccepted: (body) => !operation.isAccepted(document.input, body),
  })
  const answer = await cloud.sendWrite(prepared)
  if (answer.kind === 'accepted') return undefined
  if (answer.kind !== 'refused') return release('reasons.cannotCheck', 30_000)
  if (answer.error.isCredentialRefusal) return release('reasons.keyRefused')
  const { code, message } = answer.error
  return { kind: 'hold', reason: { words: 'reasons.dryRunRefused', code, message } }
}
