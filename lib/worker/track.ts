import { allServers } from '../cloud/services/cph-servers.ts'
import { resourceLink } from '../db/schema.ts'
import { withParams } from '../errors.ts'
import { loadDocument } from '../requests/load.ts'
import { move } from '../requests/store.ts'
import { noteTrouble } from './account-state.ts'
import { type WorkerDeps, mover } from './deps.ts'
import { isNameOf } from './find.ts'
import type { Next } from './look.ts'
import { mirrorServers } from './mirror.ts'
import { orderStatus, readLinkedOrder } from './pay.ts'
import { type Held, later } from './take.ts'

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

/** provisioning: follows the servers until all are delivered or it is certain that some are not. */
export async function track(deps: WorkerDeps, held: Held): Promise<Next> {
  const document = await loadDocument(deps.db, held.id, held.version)
  const progress = await readProgress(deps, held, document.name, document.expected)
  const event = progress && judge(progress)
  if (!event) {
    const { pollMs } = deps.horizons
    await later(deps, held, pollMs, {
      words: progress
        ? withParams('reasons.provisioning', { delivered: progress.delivered, expected: progress.expected })
        : 'reasons.cannotRead',
    })
    return 'rest'
  }
  await move(deps.db, {
    id: held.id,
    event,
    by: mover(deps),
    fence: held.fence,
    delivery: outcome[event],
    detail: { ...progress },
    ...(event !== 'finish' && {
      reason: {
        words: withParams('reasons.notAllDelivered', { delivered: progress.delivered, expected: progress.expected }),
      },
    }),
    wakeInMs: null,
  })
  return 'rest'
}

async function readProgress(
  deps: WorkerDeps,
  held: Held,
  name: string,
  expected: number,
): Promise<Progress | undefined> {
  try {
    const reads = await deps.reads(held.account_id)
    const servers = (await allServers(reads, { serverName: name })).filter((server) => isNameOf(server.name, name))
    await mirrorServers(deps, held.account_id, servers)
    if (servers.length > 0)
      await deps.db
        .insert(resourceLink)
        .values(servers.map((server) => ({ resourceId: server.id, requestId: held.id, kind: 'phone_server' })))
        .onConflictDoNothing()
    const order = await readLinkedOrder(deps, held)
    return {
      delivered: servers.filter((server) => [5, 8, 10].includes(server.status)).length,
      failed: servers.filter((server) => server.status === 2).length,
      expected,
      isOrderComplete:
        order?.status === orderStatus.completed && servers.every((server) => [2, 5, 8, 10].includes(server.status)),
    }
  } catch (thrown) {
    await noteTrouble(deps, held.account_id, thrown)
    return undefined
  }
}
