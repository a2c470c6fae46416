import type { RequestState } from '../requests/machine.ts'
import { log } from '../log.ts'
import { toError } from '../errors.ts'
import { cancelUnpaid } from './cancel.ts'
import { type WorkerDeps, mover } from './deps.ts'
import { claim, dispatch, reap } from './dispatch.ts'
import { move } from '../requests/store.ts'
import { pay, readOrder, readUnknownPayment } from './pay.ts'
import { lookForLateOrder, reconcile } from './reconcile.ts'
import { readForPeople } from './settle.ts'
import { type Held, later, open, take } from './take.ts'
import { startTracking, track } from './track.ts'

/** What a step says: look again at once, or rest until the row's own wake-up. */
export type Next = 'again' | 'rest'

type Step = (deps: WorkerDeps, held: Held) => Promise<Next>

/** What the worker does in each state. States without a step wait for a person. */
const steps: Partial<Record<RequestState, Step>> = {
  awaiting_approval: expire,
  approved: claim,
  claimed: dispatch,
  held: expire,
  sending: reap,
  not_known: reconcile,
  absent: lookForLateOrder,
  needs_person: readForPeople,
  ordered: readOrder,
  payment_held: readOrder,
  paying: pay,
  payment_not_known: readUnknownPayment,
  paid: startTracking,
  provisioning: track,
  cancelling: cancelUnpaid,
}

const stepsMax = 20

/**
 * Looks at one request and takes every step that is due while it is in one of `states`. Safe to call twice, late, or from
 * two workers at once: each step holds the row and changes it only under its fence.
 */
export async function look(deps: WorkerDeps, id: string, states = open): Promise<void> {
  for (let count = 0; count < stepsMax; count++) {
    const held = await take(deps, id, states)
    if (!held) return
    await deps.passed('taken', id)
    const step = steps[held.state]
    if (!step) return await later(deps, held, 3_600_000)
    try {
      if ((await step(deps, held)) === 'rest') return
    } catch (thrown) {
      return await stumble(deps, held, thrown)
    }
  }
}

/** A surprise is logged and tried again later. Where bytes may have left, the lease runs out first: see `reap`. */
async function stumble(deps: WorkerDeps, held: Held, thrown: unknown): Promise<void> {
  log.error({ workerId: deps.workerId, requestId: held.id, state: held.state, error: toError(thrown) }, 'a step failed')
  await later(deps, held, deps.horizons.pollMs).catch((error: unknown) => {
    log.warn({ workerId: deps.workerId, requestId: held.id, error: toError(error) }, 'could not let go')
  })
}

async function expire(deps: WorkerDeps, held: Held): Promise<Next> {
  if (!held.is_expired) {
    await later(deps, held, held.expires_in_ms + 1000)
    return 'rest'
  }
  await move(deps.db, { id: held.id, event: 'expire', by: mover(deps), fence: held.fence, wakeInMs: null })
  return 'rest'
}
