import { type SQL, sql } from 'drizzle-orm'
import { CloudError } from '../cloud/errors.ts'
import { syncState } from '../db/mirror-schema.ts'
import { AppError, toError } from '../errors.ts'
import { type MirrorKind, mirrorKinds } from '../inventory/freshness.ts'
import { log } from '../log.ts'
import { noteTrouble } from './account-state.ts'
import type { WorkerDeps } from './deps.ts'
import { historyLook } from './sync-history.ts'
import { desktopsLook, ecsServersLook, phoneServersLook } from './sync-inventory.ts'
import { jobsLook } from './sync-jobs.ts'
import type { Look, Looked, Looking } from './sync-look.ts'
import { orderDetailsLook } from './sync-order-details.ts'
import { ordersLook } from './sync-orders.ts'

/** Everything that is mirrored of an account. */
export const looks: Readonly<Record<MirrorKind, Look>> = {
  orders: ordersLook,
  order_history: historyLook,
  order_details: orderDetailsLook,
  jobs: jobsLook,
  phone_servers: phoneServersLook,
  desktops: desktopsLook,
  ecs_servers: ecsServersLook,
}

/** Looks now at `kinds` of the account, one after the other, each until there is no more to read at once. */
export async function syncNow(
  deps: WorkerDeps,
  accountId: string,
  kinds: readonly MirrorKind[] = mirrorKinds,
): Promise<void> {
  const { signal } = new AbortController()
  for (const kind of kinds) while ((await lookNoted(deps, kind, { accountId, signal })).pace === 'on');
}

/**
 * One look, with a note of when it was, or why it failed. A failure stops the account when its key was refused, and is no
 * reason to hurry. A look that was called off leaves no note.
 */
export async function lookNoted(deps: WorkerDeps, kind: MirrorKind, looking: Looking): Promise<Looked> {
  const { accountId, signal } = looking
  const write = (values: { asOf?: SQL; failedAt: SQL | null; failure: string | null }) =>
    deps.db
      .insert(syncState)
      .values({ accountId, kind, ...values })
      .onConflictDoUpdate({ target: [syncState.accountId, syncState.kind], set: values })
  const startedAt = performance.now()
  try {
    const looked = await looks[kind].look(deps, looking)
    // It was true when the look began: what came since is in the next.
    const asOf = sql`clock_timestamp() - make_interval(secs => ${(performance.now() - startedAt) / 1000}::double precision)`
    if (looked.pace !== 'on') await write({ asOf, failedAt: null, failure: looked.remark ?? null })
    return looked
  } catch (thrown) {
    const isOver = signal.aborted && !isRefusal(thrown)
    if (isOver || (thrown instanceof AppError && thrown.code === 'unavailable')) return { pace: 'rest' }
    const trouble = await noteTrouble(deps, accountId, thrown).catch((unexpected: unknown) => {
      log.error({ accountId, error: toError(unexpected), workerId: deps.workerId }, 'mirroring an account failed')
      return { code: 'internal', message: '' }
    })
    const failure = `${trouble.code} ${trouble.message}`.trim().slice(0, 300)
    await write({ failedAt: sql`clock_timestamp()`, failure })
    return { pace: 'rest' }
  }
}

const isRefusal = (thrown: unknown): boolean => thrown instanceof CloudError && thrown.isCredentialRefusal
