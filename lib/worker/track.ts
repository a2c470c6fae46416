import type { OrderDetail } from '../cloud/services/bss-orders.ts'
import { resourceLink } from '../db/schema.ts'
import { withParams } from '../errors.ts'
import type { Effect } from '../operations/kit.ts'
import { findOperation } from '../operations/registry.ts'
import type { RequestDocument } from '../requests/document.ts'
import { loadDocument } from '../requests/load.ts'
import { type StateReason, move, recordProgress } from '../requests/store.ts'
import { noteTrouble } from './account-state.ts'
import { type WorkerDeps, mover } from './deps.ts'
import { type Probe, probeEffect } from './effects/probe.ts'
import type { Next } from './look.ts'
import { traceOf } from './effects/trace.ts'
import { mirrorRead } from './mirror-read.ts'
import { linkedOrderId, orderStatus, readLinkedOrder } from './pay.ts'
import { type Held, later } from './take.ts'
import { type LinkedJob, readLinkedJob } from './track-job.ts'

export async function startTracking(deps: WorkerDeps, held: Held): Promise<Next> {
  await move(deps.db, {
    id: held.id,
    event: 'provision',
    by: mover(deps),
    fence: held.fence,
    delivery: 'provisioning',
    wakeInMs: 0,
  })
  return 'again'
}

export type Progress = { delivered: number; failed: number; expected: number; isOrderComplete: boolean }

/**
 * Whether the delivery is over. Server status 5 (normal), 8 (frozen) and 10 (stopped) count as delivered, 2 as failed
 * (cph.md §6.3). Servers that a completed order no longer has were unsubscribed by the cloud itself.
 */
export function judge({
  delivered,
  failed,
  expected,
  isOrderComplete,
}: Progress): 'finish' | 'finishPartly' | 'failDelivery' | undefined {
  if (delivered === expected) return 'finish'
  const isOver = delivered + failed === expected || (isOrderComplete && delivered + failed > 0)
  if (!isOver) return undefined
  return delivered > 0 ? 'finishPartly' : 'failDelivery'
}

const outcome = { finish: 'delivered', finishPartly: 'partial', failDelivery: 'failed' } as const
type End = keyof typeof outcome

type Seen = { probe: Probe; order: OrderDetail | undefined; hasOrder: boolean; job: LinkedJob | undefined }

/** provisioning: follows resource, order and job until they agree that all is done, or it is certain that it will not be. */
export async function track(deps: WorkerDeps, held: Held): Promise<Next> {
  const document = await loadDocument(deps.db, held.id, held.version)
  const effect = effectOf(held, document)
  const seen = await readAll(deps, held, effect)
  const event = seen && (verdict(effect, seen) ?? nothingLeft(deps, held, seen))
  const step = seen && stepOf(effect, seen)
  if (step !== undefined) await recordProgress(deps.db, { ...held, by: mover(deps), words: step })
  if (!event) {
    await later(deps, held, deps.horizons.pollMs, { words: seen ? progressWords(effect, seen) : 'reasons.cannotRead' })
    return 'rest'
  }
  const { delivered, failed, expected } = seen.probe
  await move(deps.db, {
    id: held.id,
    event,
    by: mover(deps),
    fence: held.fence,
    delivery: outcome[event],
    detail: { delivered, failed, expected, orderStatus: seen.order?.status, jobState: seen.job?.state },
    ...(event !== 'finish' && { reason: failureOf(effect, seen) }),
    wakeInMs: null,
  })
  return 'rest'
}

/**
 * The cloud takes servers that it could not make out of the order by itself (cph.md §11), and leaves as it was what it
 * could not change. When a completed order without a job has shown nothing for as long as a purchase may be unknown,
 * nothing is coming.
 */
function nothingLeft({ horizons }: WorkerDeps, held: Held, { probe, order, job }: Seen): End | undefined {
  if (!isComplete(order) || held.state_age_ms <= horizons.absentAfterMs) return undefined
  const isAtRest = probe.step === undefined && (probe.state === 'before' || probe.state === 'busy')
  return probe.resourceIds.length === 0 || (job === undefined && isAtRest) ? 'failDelivery' : undefined
}

function effectOf(held: Held, { input, account, name }: RequestDocument): Effect {
  const operation = findOperation(held.operation)
  if (!operation) throw new Error(`The operation ${held.operation} is not known any more`)
  return operation.prepare(input, { projectId: account.projectId, mark: name.slice(-8) }).effect
}

/** New resources are counted; what exists already is done when it and its order, or its job, say so alike. */
export function verdict(effect: Effect, { probe, order, hasOrder, job }: Seen): End | undefined {
  if (effect.kind === 'phone_servers_named') {
    const { delivered, failed, expected } = probe
    const isSettled = delivered + failed === probe.resourceIds.length
    return judge({ delivered, failed, expected, isOrderComplete: isComplete(order) && isSettled })
  }
  // What it was about may be there all the same: a server that was resized and then did not start.
  if (job?.state === 'failed') return probe.state === 'reached' ? 'finishPartly' : 'failDelivery'
  const isOver = (!hasOrder || isComplete(order)) && (job === undefined || job.state === 'succeeded')
  if (!isOver) return undefined
  if (probe.state === 'reached') return 'finish'
  return probe.state === 'failed' ? 'failDelivery' : undefined
}

const isComplete = (order: OrderDetail | undefined): boolean => order?.status === orderStatus.completed

const progressWords = ({ kind }: Effect, { probe: { delivered, expected, step } }: Seen): string =>
  kind === 'phone_servers_named'
    ? withParams('reasons.provisioning', { delivered, expected })
    : (step ?? 'reasons.changing')

/** What is worth a line of its own in the history: a step that the cloud tells, or some of the servers being there. */
const stepOf = (effect: Effect, seen: Seen): string | undefined => {
  const { delivered, expected, step } = seen.probe
  return delivered > 0 && delivered < expected ? progressWords(effect, seen) : step
}

function failureOf({ kind }: Effect, { probe, job }: Seen): StateReason {
  if (job?.state === 'failed')
    return {
      words: 'reasons.jobFailed',
      ...(job.errorCode !== undefined && { code: job.errorCode }),
      ...(job.errorMessage !== undefined && { message: job.errorMessage }),
    }
  const { delivered, expected, words } = probe
  return {
    words: kind === 'phone_servers_named' ? withParams('reasons.notAllDelivered', { delivered, expected }) : words,
  }
}

/** What resource, order and job say now, mirrored; undefined while the cloud cannot be read. */
async function readAll(deps: WorkerDeps, held: Held, effect: Effect): Promise<Seen | undefined> {
  try {
    // The job first: what it says is over must be seen in what is read after it.
    const job = await readLinkedJob(deps, held)
    const probe = await probeEffect(await deps.reads(held.account_id), effect)
    await mirrorRead(deps, held.account_id, probe.read)
    const { resourceKind: kind, count } = traceOf(effect)
    const isActedOn = count === undefined
    if (probe.resourceIds.length > 0)
      await deps.db
        .insert(resourceLink)
        .values(probe.resourceIds.map((resourceId) => ({ resourceId, requestId: held.id, kind, isActedOn })))
        .onConflictDoNothing()
    const hasOrder = (await linkedOrderId(deps, held)) !== undefined
    const order = hasOrder ? await readLinkedOrder(deps, held) : undefined
    return { probe, order, hasOrder, job }
  } catch (thrown) {
    await noteTrouble(deps, held.account_id, thrown)
    return undefined
  }
}
