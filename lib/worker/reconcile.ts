import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '../db/client.ts'
import { attempt } from '../db/schema.ts'
import { withParams } from '../errors.ts'
import type { RequestDocument } from '../requests/document.ts'
import { loadDocument } from '../requests/load.ts'
import { move } from '../requests/store.ts'
import { noteTrouble } from './account-state.ts'
import { type WorkerDeps, mover } from './deps.ts'
import { noteFailedLookUp, noteLookUp } from './evidence.ts'
import { type Finding, findCall, orderIdsOf } from './find.ts'
import type { Next } from './look.ts'
import { link } from './outcome.ts'
import { lateSweepMs, nextScanInMs } from './reconcile-schedule.ts'
import { type Lost, latestAttempt, readAskedOrders, soughtOf } from './settle.ts'
import { type Held, isStillHeld, later } from './take.ts'

/** Complete look-ups without a trace, in a row, before a purchase may be called absent. */
const emptyScansNeeded = 3

/** not_known: looks for the purchase; leads to ordered, absent, a person, or another look. */
export async function reconcile(deps: WorkerDeps, held: Held): Promise<Next> {
  const lost = await latestAttempt(deps, held)
  const document = await loadDocument(deps.db, held.id, held.version)
  const finding = await scan(deps, held, lost)
  switch (finding?.kind) {
    case undefined:
      return await lookAgain(deps, held, lost, document, 'reasons.lookupFailed')
    case 'found':
      return await adopt(deps, held, lost, finding)
    case 'started':
      return await adoptStarted(deps, held, lost, finding)
    case 'several':
      return await escalate(deps, held, lost, {
        words: withParams('reasons.severalOrders', {
          count: finding.orderIds.length,
          orders: finding.orderIds.join(', '),
        }),
        orderIds: finding.orderIds,
      })
    case 'unclear':
      // Orders are listed a little late: only after the horizon a person is asked.
      return isPastHorizon(deps, held, lost) && !finding.mayClearUp
        ? await escalate(deps, held, lost, { words: unclearWords(finding.orderIds), orderIds: finding.orderIds })
        : await lookAgain(deps, held, lost, document, 'reasons.noAnswer')
    case 'none':
      return await countEmptyScan(deps, held, lost, document)
  }
}

const unclearWords = (orderIds: readonly string[]): string =>
  orderIds.length > 0
    ? withParams('reasons.perhapsOurs', { count: orderIds.length, orders: orderIds.join(', ') })
    : 'reasons.changedWithoutOrder'

/** One complete look-up, written down; undefined when the cloud could not be asked. */
async function scan(deps: WorkerDeps, held: Held, lost: Lost): Promise<Finding | undefined> {
  const sought = await soughtOf(deps, held, lost)
  if (!sought) return undefined
  try {
    const reads = await deps.reads(held.account_id)
    const seen = await findCall(deps.db, reads, sought)
    await noteLookUp(deps, held, lost.id, seen)
    return seen.finding
  } catch (thrown) {
    await noteFailedLookUp(deps, held, lost.id, thrown)
    await noteTrouble(deps, held.account_id, thrown)
    return undefined
  }
}

async function adopt(
  deps: WorkerDeps,
  held: Held,
  lost: Lost,
  found: Extract<Finding, { kind: 'found' }>,
): Promise<Next> {
  await deps.db.transaction(async (tx) => {
    const moved = await move(tx, {
      id: held.id,
      event: 'find',
      by: mover(deps),
      fence: held.fence,
      money: 'unpaid',
      delivery: 'waiting',
      detail: { attemptId: lost.id, orderId: found.orderId, evidence: found.by },
      wakeInMs: 0,
    })
    if (!moved) return
    await settleUnknown(tx, lost, 'accepted')
    await link(tx, held, lost.id, {
      orderId: found.orderId,
      resources: { kind: found.resourceKind, ids: found.resourceIds },
    })
  })
  return 'again'
}

/** It runs, and nothing is to be paid: the state of its resource is followed. */
async function adoptStarted(
  deps: WorkerDeps,
  held: Held,
  lost: Lost,
  { resourceKind: kind, resourceIds: ids }: Extract<Finding, { kind: 'started' }>,
): Promise<Next> {
  await deps.db.transaction(async (tx) => {
    const moved = await move(tx, {
      id: held.id,
      event: 'findStarted',
      by: mover(deps),
      fence: held.fence,
      delivery: 'provisioning',
      detail: { attemptId: lost.id, resources: ids, evidence: 'state' },
      wakeInMs: 0,
    })
    if (!moved) return
    await settleUnknown(tx, lost, 'accepted')
    await link(tx, held, lost.id, { resources: { kind, ids } })
  })
  return 'again'
}

const settleUnknown = (tx: Transaction, lost: Lost, state: 'accepted' | 'ambiguous' | 'absent') =>
  tx
    .update(attempt)
    .set({ state, ...(state === 'accepted' && { answeredAt: sql`clock_timestamp()` }) })
    .where(and(eq(attempt.id, lost.id), eq(attempt.state, 'unknown')))

const isPastHorizon = (deps: WorkerDeps, held: Held, lost: Lost): boolean =>
  held.db_now.getTime() - lost.signedAt.getTime() >= deps.horizons.absentAfterMs

async function escalate(
  deps: WorkerDeps,
  held: Held,
  lost: Lost,
  { words, orderIds }: { words: string; orderIds: string[] },
): Promise<Next> {
  await deps.db.transaction(async (tx) => {
    const moved = await move(tx, {
      id: held.id,
      event: 'escalate',
      by: mover(deps),
      fence: held.fence,
      reason: { words },
      detail: { attemptId: lost.id, orderIds },
      // At once: the orders are read for whoever decides.
      wakeInMs: 0,
    })
    if (moved) await settleUnknown(tx, lost, 'ambiguous')
  })
  return 'again'
}

async function countEmptyScan(deps: WorkerDeps, held: Held, lost: Lost, document: RequestDocument): Promise<Next> {
  const scans = lost.scans + 1
  if (!(await writeScans(deps, held, lost, scans))) return 'rest'
  if (!isPastHorizon(deps, held, lost) || scans < emptyScansNeeded)
    return await lookAgain(deps, held, { ...lost, scans }, document, 'reasons.noAnswer')
  await deps.db.transaction(async (tx) => {
    const moved = await move(tx, {
      id: held.id,
      event: 'ruleOut',
      by: mover(deps),
      fence: held.fence,
      reason: { words: withParams('reasons.absent', { scans }) },
      detail: { attemptId: lost.id, scans },
      wakeInMs: 3_600_000,
    })
    if (moved) await settleUnknown(tx, lost, 'absent')
  })
  return 'rest'
}

/** Writes how many look-ups in a row found nothing; false when the request is held by somebody else by now. */
const writeScans = (deps: WorkerDeps, held: Held, lost: Lost, scans: number): Promise<boolean> =>
  deps.db.transaction(async (tx) => {
    if (!(await isStillHeld(tx, held))) return false
    await tx
      .update(attempt)
      .set({ scans, scannedAt: sql`clock_timestamp()` })
      .where(eq(attempt.id, lost.id))
    return true
  })

async function lookAgain(
  deps: WorkerDeps,
  held: Held,
  lost: Lost,
  document: RequestDocument,
  words: string,
): Promise<Next> {
  // A look-up that failed breaks the row of empty ones: only complete scans count towards absence.
  if (words === 'reasons.lookupFailed') await writeScans(deps, held, lost, 0)
  const inMs = nextScanInMs(Math.max(lost.scans, 1), deps.horizons)
  await later(deps, held, inMs, { words: withParams(words, { name: document.name }) })
  return 'rest'
}

/** absent: keeps looking for seven days; an order that turns up after all goes to a person, never to a payment. */
export async function lookForLateOrder(deps: WorkerDeps, held: Held): Promise<Next> {
  const lost = await latestAttempt(deps, held)
  const named = await readAskedOrders(deps, held, lost)
  if (named !== undefined && named.length > 0) return await turnUp(deps, held, lost, named)
  if (held.db_now.getTime() - lost.signedAt.getTime() > lateSweepMs) {
    await later(deps, held, 24 * 3_600_000)
    return 'rest'
  }
  const finding = await scan(deps, held, lost)
  if (finding === undefined || finding.kind === 'none' || (finding.kind === 'unclear' && finding.mayClearUp)) {
    await later(deps, held, 3_600_000)
    return 'rest'
  }
  return await turnUp(deps, held, lost, orderIdsOf(finding))
}

async function turnUp(deps: WorkerDeps, held: Held, lost: Lost, orderIds: string[]): Promise<Next> {
  await move(deps.db, {
    id: held.id,
    event: 'findLate',
    by: mover(deps),
    fence: held.fence,
    reason: {
      words:
        orderIds.length > 0
          ? withParams('reasons.foundLate', { orders: orderIds.join(', ') })
          : 'reasons.changedWithoutOrder',
    },
    detail: { attemptId: lost.id, orderIds },
    wakeInMs: 0,
  })
  return 'again'
}
